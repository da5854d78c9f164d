#include "machine/sim_commands.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gilscope {

namespace {

constexpr Nanos kStart = 1'200'000;  // fork, exec and the program's own start

struct Words {
  std::vector<std::string> words;
  bool out_to_error = false, error_to_out = false, out_dropped = false, error_dropped = false;
};

struct Shell {
  std::string out, error;
  int status = 0;
  Nanos time = 0;
  bool left = false;  // `exit`
};

struct Token {
  std::string text;
  bool is_operator = false;
};

bool is_operator_char(char c) { return c == ';' || c == '&' || c == '|' || c == '>' || c == '<' || c == '\n'; }

std::vector<Token> tokenize(const std::string& line) {
  std::vector<Token> tokens;
  std::size_t i = 0;
  while (i < line.size()) {
    char c = line[i];
    if (c == ' ' || c == '\t') {
      ++i;
    } else if (line.compare(i, 4, "2>&1") == 0) {
      tokens.push_back({"2>&1", true});
      i += 4;
    } else if (line.compare(i, 4, "1>&2") == 0) {
      tokens.push_back({"1>&2", true});
      i += 4;
    } else if (line.compare(i, 2, "2>") == 0) {
      tokens.push_back({"2>", true});
      i += 2;
    } else if (is_operator_char(c)) {
      static const char* const kLong[] = {">&2", "1>&2", "&&", "||", ">>"};
      std::string found(1, c);
      for (const char* each : kLong) {
        if (line.compare(i, std::string(each).size(), each) == 0 && std::string(each).size() > found.size()) found = each;
      }
      tokens.push_back({found, true});
      i += found.size();
    } else {
      std::string word;
      while (i < line.size() && line[i] != ' ' && line[i] != '\t' && !is_operator_char(line[i])) {
        if (line[i] == '\'' || line[i] == '"') {
          char quote = line[i++];
          while (i < line.size() && line[i] != quote) {
            if (quote == '"' && line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\')) ++i;
            word += line[i++];
          }
          if (i < line.size()) ++i;
        } else {
          if (line[i] == '\\' && i + 1 < line.size()) ++i;
          word += line[i++];
        }
      }
      tokens.push_back({word, false});
    }
  }
  return tokens;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

double number_of(const std::string& text) {
  double value = 0, scale = 0;
  for (char c : text) {
    if (c == '.') scale = 1;
    if (c < '0' || c > '9') continue;
    if (scale > 0) {
      scale /= 10;
      value += (c - '0') * scale;
    } else {
      value = value * 10 + (c - '0');
    }
  }
  if (!text.empty() && text.back() == 'm') value *= 60;
  return value;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    char c = text[++i];
    out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < words.size(); ++i) out += (i > first ? " " : "") + words[i];
  return out;
}

// -n COUNT or -COUNT
std::size_t count_option(const std::vector<std::string>& words, std::size_t otherwise) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "-n" && i + 1 < words.size()) return static_cast<std::size_t>(number_of(words[i + 1]));
    if (words[i].size() > 1 && words[i][0] == '-') return static_cast<std::size_t>(number_of(words[i]));
  }
  return otherwise;
}

std::string count_words(const std::vector<std::string>& words, const std::string& input) {
  std::size_t lines = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')), count = 0;
  bool inside = false;
  for (char c : input) {
    bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++count;
    inside = !space;
  }
  std::string option = words.size() > 1 ? words[1] : "";
  if (option == "-l") return std::to_string(lines) + "\n";
  if (option == "-w") return std::to_string(count) + "\n";
  if (option == "-c") return std::to_string(input.size()) + "\n";
  return std::to_string(lines) + " " + std::to_string(count) + " " + std::to_string(input.size()) + "\n";
}

void run_one(const std::vector<std::string>& words, const std::string& input, Shell& shell) {
  std::string name = words[0].substr(words[0].rfind('/') + 1);
  shell.status = 0;
  shell.time += kStart;
  if (name == "echo") {
    bool no_newline = words.size() > 1 && words[1] == "-n", escapes = words.size() > 1 && words[1] == "-e";
    std::string text = joined(words, no_newline || escapes ? 2 : 1);
    shell.out += (escapes ? unescaped(text) : text) + (no_newline ? "" : "\n");
  } else if (name == "printf") {
    shell.out += words.size() > 1 ? unescaped(words[1]) : "";
  } else if (name == "cat") {
    if (words.size() == 1) {
      shell.out += input;
    } else {
      shell.error += "cat: " + words[1] + ": No such file or directory\n";
      shell.status = 1;
    }
  } else if (name == "sleep") {
    if (words.size() < 2) {
      shell.error += "sleep: missing operand\n";
      shell.status = 1;
    } else {
      shell.time += static_cast<Nanos>(number_of(words[1]) * 1e9);
    }
  } else if (name == "true" || name == ":") {
  } else if (name == "false") {
    shell.status = 1;
  } else if (name == "exit") {
    shell.status = words.size() > 1 ? static_cast<int>(number_of(words[1])) & 255 : 0;
    shell.left = true;
  } else if (name == "pwd") {
    shell.out += "/home/user\n";
  } else if (name == "ls") {
  } else if (name == "date") {
    shell.out += "Wed Jan  1 00:00:00 UTC 2025\n";
  } else if (name == "whoami") {
    shell.out += "user\n";
  } else if (name == "hostname") {
    shell.out += "gilscope\n";
  } else if (name == "uname") {
    shell.out += words.size() > 1 ? "Linux gilscope 6.1.0 #1 SMP x86_64 GNU/Linux\n" : "Linux\n";
  } else if (name == "seq") {
    auto first = static_cast<std::int64_t>(words.size() > 2 ? number_of(words[1]) : 1);
    auto last = static_cast<std::int64_t>(words.size() > 1 ? number_of(words.back()) : 0);
    for (std::int64_t i = first; i <= last && i - first < 100000; ++i) shell.out += std::to_string(i) + "\n";
  } else if (name == "wc") {
    shell.out += count_words(words, input);
  } else if (name == "sort") {
    std::vector<std::string> lines = lines_of(input);
    std::sort(lines.begin(), lines.end());
    if (words.size() > 1 && words[1] == "-r") std::reverse(lines.begin(), lines.end());
    for (const std::string& line : lines) shell.out += line + "\n";
  } else if (name == "head" || name == "tail") {
    std::vector<std::string> lines = lines_of(input);
    std::size_t count = std::min(count_option(words, 10), lines.size());
    std::size_t first = name == "head" ? 0 : lines.size() - count;
    for (std::size_t i = first; i < first + count; ++i) shell.out += lines[i] + "\n";
  } else if (name == "grep") {
    shell.status = 1;
    for (const std::string& line : lines_of(input)) {
      if (words.size() < 2 || line.find(words.back()) == std::string::npos) continue;
      shell.out += line + "\n";
      shell.status = 0;
    }
  } else {
    shell.error += "/bin/sh: 1: " + words[0] + ": not found\n";
    shell.status = 127;
  }
}

// A simple command with its redirections; its output becomes *piped, or the shell's.
void run_words(const Words& command, const std::string& input, Shell& shell, std::string* piped) {
  if (command.words.empty()) return;
  Shell own;
  run_one(command.words, input, own);
  shell.time += own.time;
  shell.status = own.status;
  shell.left = own.left;
  if (command.out_to_error) {
    own.error += own.out;
    own.out.clear();
  }
  if (command.error_to_out) {
    own.out += own.error;
    own.error.clear();
  }
  if (!command.error_dropped) shell.error += own.error;
  if (command.out_dropped) own.out.clear();
  (piped ? *piped : shell.out) += own.out;
}

}  // namespace

Nanos perform_command(const IoRequest& request, IoReply& reply) {
  std::vector<Token> tokens = tokenize(request.text);
  Shell shell;
  Words command;
  std::string input = request.data;
  bool skipped = false;
  tokens.push_back({";", true});
  for (std::size_t i = 0; i < tokens.size() && !shell.left; ++i) {
    const Token& token = tokens[i];
    if (!token.is_operator) {
      command.words.push_back(token.text);
    } else if (token.text == ">&2" || token.text == "1>&2") {
      command.out_to_error = true;
    } else if (token.text == "2>&1") {
      command.error_to_out = true;
    } else if (token.text == ">" || token.text == ">>" || token.text == "2>" || token.text == "<") {
      (token.text == "2>" ? command.error_dropped : command.out_dropped) = token.text != "<";
      if (i + 1 < tokens.size() && !tokens[i + 1].is_operator) ++i;
    } else {
      std::string piped;
      bool pipes = token.text == "|";
      if (!skipped) run_words(command, input, shell, pipes ? &piped : nullptr);
      input = pipes ? piped : "";
      command = Words();
      if (!pipes) skipped = (token.text == "&&" && shell.status != 0) || (token.text == "||" && shell.status == 0);
    }
  }
  reply.a = shell.status;
  reply.data = shell.out;
  reply.text = shell.error;
  return std::max(shell.time, kStart);
}

}  // namespace gilscope
