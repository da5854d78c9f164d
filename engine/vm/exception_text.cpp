// The report of an exception, as CPython 3.12 prints it: tracebacks, chains, notes, groups.
#include <string>
#include <vector>

#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/function.h"
#include "vm/object_type.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/str.h"
#include "vm/suggestion.h"
#include "vm/traceback_text.h"
#include "vm/type.h"

namespace gilscope {

namespace {

constexpr int kRepeatedLinesMax = 3;
constexpr std::size_t kTracebackMax = 1000;
constexpr std::uint32_t kGroupWidthMax = 15;
constexpr int kGroupDepthMax = 10;

class Printer {
 public:
  explicit Printer(Thread& thread) : thread_(thread), process_(*thread.process) {}

  void print_chain(Value exception) {
    // From the newest to the oldest; printed the other way round.
    std::vector<std::pair<Value, const char*>> chain;
    Value next = exception;
    const char* relation = nullptr;
    while (is_exception(next) && (chain.empty() || !seen(next))) {
      seen_.push_back(next.object());
      chain.push_back({next, relation});
      auto* e = next.as<Exception>();
      if (!e->cause.is_none()) {
        next = e->cause;
        relation = "The above exception was the direct cause of the following exception:";
      } else if (!e->suppress_context) {
        next = e->context;
        relation = "During handling of the above exception, another exception occurred:";
      } else {
        break;
      }
    }
    bool close = need_close_;
    for (std::size_t i = chain.size(); i-- > 0;) {
      need_close_ = i == 0 && close;
      print_one(chain[i].first);
      if (i == 0) break;
      line("");
      line(chain[i].second);
      line("");
    }
  }

  void print_message(Exception* exception) {
    Type* type = exception->type;
    std::string module = module_name(process_, type);
    std::string text = to_utf8(type->qualname ? type->qualname : type->name);
    if (module != "builtins" && module != "__main__") text = module + "." + text;
    std::string message;
    if (is_syntax_error(exception)) {
      if (!str_nested(thread_,
                      exception->field[kSyntaxMessage].is_null() ? Value::none()
                                                                 : exception->field[kSyntaxMessage],
                      &message))
        message = failed();
    } else if (!str_nested(thread_, Value::of(exception), &message)) {
      message = failed();
    }
    if (!message.empty()) text += ": " + message;
    std::string suggestion = suggestion_for(thread_, exception);
    text += suggestion;
    lines(text);
  }

  void print_notes(Exception* exception) {
    if (exception->notes.is_null()) return;
    std::string text;
    bool sequence = is_list(exception->notes) || is_tuple(exception->notes);
    if (!sequence) {
      if (!repr_nested(thread_, exception->notes, &text)) text = failed("__notes__", "repr");
      lines(text);
      return;
    }
    std::vector<Value> notes;
    if (is_list(exception->notes)) {
      auto* list = exception->notes.as<List>();
      notes.assign(list->items, list->items + list->length);
    } else {
      auto* tuple = exception->notes.as<Tuple>();
      notes.assign(tuple->items, tuple->items + tuple->length);
    }
    for (Value note : notes) {
      if (!str_nested(thread_, note, &text)) text = failed("note", "str");
      lines(text);
    }
  }

  void print_syntax_location(Exception* exception) {
    if (!is_syntax_error(exception)) return;
    Value details = exception->field[kSyntaxDetails];
    Value* items = details.as<Tuple>()->items;
    if (!items[1].is_int()) return;
    std::string file = is_str(items[0]) ? to_utf8(items[0].as<Str>()) : "<string>";
    line("  File \"" + file + "\", line " + std::to_string(items[1].integer));
    if (!is_str(items[3])) return;
    std::int64_t offset = items[2].is_int() ? items[2].integer : 0;
    std::int64_t end = items[5].is_int() ? items[5].integer : 0;
    bool other_line =
        items[4].is_int() && items[4].integer > 0 && items[4].integer != items[1].integer;
    print_syntax_text(to_utf8(items[3].as<Str>()), offset, other_line ? -1 : end);
  }

  std::string text;

 private:
  bool seen(Value exception) const {
    for (Object* object : seen_) {
      if (object == exception.object()) return true;
    }
    return false;
  }

  bool is_group(Exception* e) const {
    return is_subtype(e->type, process_.types.BaseExceptionGroup) &&
           is_tuple(e->field[kGroupExceptions]);
  }
  bool is_syntax_error(Exception* e) const {
    return is_subtype(e->type, process_.types.SyntaxError) && is_tuple(e->field[kSyntaxDetails]);
  }
  std::string failed(const char* what = "exception", const char* how = "str") {
    take_exception(thread_);
    return std::string("<") + what + " " + how + "() failed>";
  }

  // --- lines, with the margin of the group that they stand in

  void line(const std::string& content) {
    text += std::string(static_cast<std::size_t>(2 * depth_), ' ');
    if (depth_) text += "| ";
    text += content + "\n";
  }
  void lines(const std::string& content) {
    std::size_t start = 0;
    for (;;) {
      std::size_t end = content.find('\n', start);
      line(content.substr(start, end == std::string::npos ? end : end - start));
      if (end == std::string::npos) return;
      start = end + 1;
    }
  }
  void framed(const std::string& content) {
    text += std::string(static_cast<std::size_t>(2 * depth_), ' ') + content + "\n";
  }

  void print_one(Value exception) {
    auto* e = exception.as<Exception>();
    if (is_group(e))
      print_group(e);
    else
      print_plain(e);
  }

  void print_plain(Exception* e) {
    print_traceback(e);
    print_syntax_location(e);
    print_message(e);
    print_notes(e);
  }

  void print_group(Exception* e) {
    if (depth_ > kGroupDepthMax) {
      line("... (max_group_depth is " + std::to_string(kGroupDepthMax) + ")");
      return;
    }
    bool outermost = depth_ == 0;
    if (outermost) depth_ = 1;
    print_plain(e);
    auto* members = e->field[kGroupExceptions].as<Tuple>();
    std::uint32_t count = members->length, shown = count;
    if (count > kGroupWidthMax) shown = kGroupWidthMax + 1;
    need_close_ = false;
    for (std::uint32_t i = 0; i < shown; ++i) {
      bool is_last = i + 1 == shown, cut = i >= kGroupWidthMax;
      if (is_last) need_close_ = true;
      framed(std::string(i == 0 ? "+-" : "  ") + "+---------------- " +
             (cut ? std::string("...") : std::to_string(i + 1)) + " ----------------");
      ++depth_;
      if (cut) {
        std::uint32_t left = count - kGroupWidthMax;
        line("and " + std::to_string(left) + " more exception" + (left == 1 ? "" : "s"));
      } else {
        print_chain(members->items[i]);
      }
      if (is_last && need_close_) {
        framed("+------------------------------------");
        need_close_ = false;
      }
      --depth_;
    }
    if (outermost) depth_ = 0;
  }

  // --- tracebacks

  void print_traceback(Exception* e) {
    if (!e->traceback.is_object()) return;
    bool group = is_group(e);
    const char* header = group ? "Exception Group Traceback (most recent call last):"
                               : "Traceback (most recent call last):";
    if (group && depth_ == 1)
      framed(std::string("+ ") + header);
    else
      line(header);
    print_entries(e->traceback);
  }

  void print_entries(Value first) {
    std::vector<Traceback*> entries;
    for (Value v = first; v.is_object(); v = v.as<Traceback>()->next)
      entries.push_back(v.as<Traceback>());
    std::size_t start = entries.size() > kTracebackMax ? entries.size() - kTracebackMax : 0;
    int repeats = 0;
    Traceback* previous = nullptr;
    for (std::size_t i = start; i < entries.size(); ++i) {
      Traceback* entry = entries[i];
      bool same = previous && entry->line == previous->line &&
                  str_equal(entry->code->filename, previous->code->filename) &&
                  str_equal(entry->code->name, previous->code->name);
      if (!same) {
        print_repeats(repeats);
        repeats = 0;
      }
      previous = entry;
      if (++repeats <= kRepeatedLinesMax) print_entry(entry);
    }
    print_repeats(repeats);
  }

  void print_repeats(int count) {
    if (count <= kRepeatedLinesMax) return;
    count -= kRepeatedLinesMax;
    line("  [Previous line repeated " + std::to_string(count) + " more time" +
         (count > 1 ? "s]" : "]"));
  }

  void print_entry(Traceback* entry) {
    std::string file = to_utf8(entry->code->filename);
    line("  File \"" + file + "\", line " + std::to_string(entry->line) + ", in " +
         to_utf8(entry->code->name));
    std::string source = process_.loader->source_line(file, entry->line);
    while (!source.empty() && (source.back() == '\n' || source.back() == '\r')) source.pop_back();
    std::size_t indent = source.find_first_not_of(" \t\f");
    if (indent == std::string::npos) return;
    line("    " + source.substr(indent));
    const auto& positions = entry->code->source->positions;
    auto place = static_cast<std::size_t>(entry->instruction);
    if (entry->instruction < 0 || place >= positions.size()) return;
    if (positions[place].line != entry->line) return;
    std::string carets = carets_for(source, positions[place]);
    if (!carets.empty()) line("    " + carets);
  }

  // `offset` and `end` are 1-based; end -1: to the end of the line.
  void print_syntax_text(std::string source, std::int64_t offset, std::int64_t end) {
    std::size_t newline = source.find('\n');
    if (newline != std::string::npos) source.resize(newline);
    std::size_t indent = source.find_first_not_of(" \t\f");
    if (indent == std::string::npos) indent = source.size();
    std::string shown = source.substr(indent);
    line("    " + shown);
    if (offset < 1) return;
    auto length = static_cast<std::int64_t>(points(source));
    if (end < 0) end = length + 1;
    if (end <= offset) end = offset + 1;
    std::int64_t start = offset - 1 - static_cast<std::int64_t>(indent);
    if (start < 0) return;
    line("    " + std::string(static_cast<std::size_t>(start), ' ') +
         std::string(static_cast<std::size_t>(end - offset), '^'));
  }

  static std::size_t points(const std::string& utf8) {
    std::size_t count = 0;
    for (char c : utf8) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return count;
  }

  Thread& thread_;
  Process& process_;
  std::vector<Object*> seen_;
  int depth_ = 0;
  bool need_close_ = false;
};

// Printing calls __str__ and the like: what is pending stays pending.
class KeepPending {
 public:
  explicit KeepPending(Thread& thread) : thread_(thread), pending_(take_exception(thread)) {}
  ~KeepPending() { thread_.exception = pending_; }
  KeepPending(const KeepPending&) = delete;
  KeepPending& operator=(const KeepPending&) = delete;

 private:
  Thread& thread_;
  Value pending_;
};

}  // namespace

std::string format_exception(Thread& thread, Value exception) {
  KeepPending keep(thread);
  Printer printer(thread);
  printer.print_chain(exception);
  return printer.text;
}

std::string exception_only(Thread& thread, Value exception) {
  KeepPending keep(thread);
  Printer printer(thread);
  auto* e = exception.as<Exception>();
  printer.print_syntax_location(e);
  printer.print_message(e);
  printer.print_notes(e);
  if (!printer.text.empty() && printer.text.back() == '\n') printer.text.pop_back();
  return printer.text;
}

// sys.excepthook as the program has set it; Nothing when it is the original.
static Value own_excepthook(Process& process) {
  if (!process.sys) return Value::nothing();
  Value hook = dict_get(process.sys->dict, intern(process, "excepthook"));
  Value original = dict_get(process.sys->dict, intern(process, "__excepthook__"));
  return identical(hook, original) ? Value::nothing() : hook;
}

std::string report_uncaught(Thread& thread, Value exception) {
  Process& process = *thread.process;
  bool quiet =
      is_exception(exception) && is_subtype(exception.object()->type, process.types.SystemExit);
  if (quiet) return "";
  Value hook = own_excepthook(process);
  if (hook.is_nothing()) return format_exception(thread, exception);
  Value args[] = {Value::of(exception.object()->type), exception,
                  exception.as<Exception>()->traceback};
  if (!call_nested(thread, hook, args, 3).is_null()) return "";
  Value error = take_exception(thread);
  return "Error in sys.excepthook:\n" + format_exception(thread, error) +
         "\nOriginal exception was:\n" + format_exception(thread, exception);
}

}  // namespace gilscope
