#include "machine/sim_network.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <vector>

namespace gilscope {

namespace {

// A home connection to a server abroad: what a name look-up, a connection with TLS and one exchange take.
constexpr Nanos kResolve = 6 * kMillisecond;
constexpr Nanos kConnect = 9 * kMillisecond;
constexpr Nanos kRoundTrip = 12 * kMillisecond;
constexpr std::int64_t kBytesPerSecond = 6'000'000;

struct Url {
  std::string scheme, host, path, query;
};

Url split_url(const std::string& text) {
  Url url;
  std::size_t scheme_end = text.find("://");
  url.scheme = scheme_end == std::string::npos ? "" : text.substr(0, scheme_end);
  std::size_t start = scheme_end == std::string::npos ? 0 : scheme_end + 3;
  std::size_t path = text.find_first_of("/?#", start);
  url.host = text.substr(start, path == std::string::npos ? path : path - start);
  std::size_t fragment = text.find('#', start);
  std::string rest = path == std::string::npos ? "/" : text.substr(path, fragment == std::string::npos ? fragment : fragment - path);
  std::size_t question = rest.find('?');
  url.path = rest.substr(0, question);
  if (question != std::string::npos) url.query = rest.substr(question + 1);
  if (url.path.empty()) url.path = "/";
  return url;
}

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && std::isxdigit(static_cast<unsigned char>(text[i + 1]))) {
      out += static_cast<char>(std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> query_pairs(const std::string& query) {
  std::vector<std::pair<std::string, std::string>> out;
  std::size_t start = 0;
  while (start < query.size()) {
    std::size_t end = std::min(query.find('&', start), query.size());
    std::string pair = query.substr(start, end - start);
    std::size_t equals = pair.find('=');
    out.emplace_back(unescape(pair.substr(0, equals)), equals == std::string::npos ? "" : unescape(pair.substr(equals + 1)));
    start = end + 1;
  }
  return out;
}

std::string object_text(const std::vector<std::pair<std::string, std::string>>& pairs, const std::string& indent) {
  if (pairs.empty()) return "{}";
  std::string out = "{\n";
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    out += indent + "  " + json_text(pairs[i].first) + ": " + json_text(pairs[i].second);
    out += i + 1 < pairs.size() ? ",\n" : "\n";
  }
  return out + indent + "}";
}

const char* reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "CREATED";
    case 202: return "ACCEPTED";
    case 204: return "NO CONTENT";
    case 301: return "MOVED PERMANENTLY";
    case 302: return "FOUND";
    case 304: return "NOT MODIFIED";
    case 400: return "BAD REQUEST";
    case 401: return "UNAUTHORIZED";
    case 403: return "FORBIDDEN";
    case 404: return "NOT FOUND";
    case 405: return "METHOD NOT ALLOWED";
    case 408: return "REQUEST TIMEOUT";
    case 418: return "I'M A TEAPOT";
    case 429: return "TOO MANY REQUESTS";
    case 500: return "INTERNAL SERVER ERROR";
    case 502: return "BAD GATEWAY";
    case 503: return "SERVICE UNAVAILABLE";
    case 504: return "GATEWAY TIMEOUT";
    default: return "UNKNOWN";
  }
}

struct Answer {
  int status = 200;
  std::string type = "text/html; charset=utf-8", body;
  Nanos delay = 0;
  std::vector<std::pair<std::string, std::string>> headers;
};

// httpbin's description of a request, as its /get, /post, /delay/n give it.
std::string echo(const Operation& op, const Url& url, bool with_body) {
  std::vector<std::pair<std::string, std::string>> headers;
  for (const auto& [name, value] : op.request.headers) {
    std::string proper = name;
    bool start = true;
    for (char& c : proper) {
      c = static_cast<char>(start ? std::toupper(static_cast<unsigned char>(c)) : std::tolower(static_cast<unsigned char>(c)));
      start = c == '-';
    }
    headers.emplace_back(proper, value);
  }
  headers.emplace_back("Host", url.host);
  headers.emplace_back("X-Amzn-Trace-Id", "Root=1-65f2a3b4-0123456789abcdef01234567");
  std::sort(headers.begin(), headers.end());
  std::string out = "{\n  \"args\": " + object_text(query_pairs(url.query), "  ");
  if (with_body) {
    bool json = false, form = false;
    for (const auto& [name, value] : headers) {
      if (name != "Content-Type") continue;
      json = value.find("json") != std::string::npos;
      form = value.find("urlencoded") != std::string::npos;
    }
    out += ", \n  \"data\": " + json_text(form ? "" : op.request.data) + ", \n  \"files\": {}, \n  \"form\": " +
           (form ? object_text(query_pairs(op.request.data), "  ") : "{}");
    out += ", \n  \"headers\": " + object_text(headers, "  ");
    out += ", \n  \"json\": " + (json && !op.request.data.empty() ? op.request.data : "null");
  } else {
    out += ", \n  \"headers\": " + object_text(headers, "  ");
  }
  out += ", \n  \"origin\": \"203.0.113.7\", \n  \"url\": " + json_text(op.request.text2) + "\n}\n";
  return out;
}

bool starts(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

std::string after(const std::string& path, const char* prefix) { return path.substr(std::string(prefix).size()); }

Answer httpbin(const Operation& op, const Url& url, Prng& random) {
  Answer answer;
  answer.type = "application/json";
  const std::string& path = url.path;
  const std::string& method = op.request.text;
  if (starts(path, "/delay/")) {
    double seconds = std::min(std::strtod(after(path, "/delay/").c_str(), nullptr), 10.0);
    answer.delay = static_cast<Nanos>(seconds * 1e9);
    answer.body = echo(op, url, true);
  } else if (path == "/get" || path == "/post" || path == "/put" || path == "/delete" || path == "/patch" || path == "/anything") {
    std::string wanted = path.substr(1);
    for (char& c : wanted) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (path != "/anything" && wanted != method) {
      answer.status = 405;
      answer.type = "text/html";
      answer.body = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<title>405 Method Not Allowed</title>\n<h1>Method Not Allowed</h1>\n";
    } else {
      answer.body = echo(op, url, method != "GET");
    }
  } else if (starts(path, "/status/")) {
    answer.status = std::atoi(after(path, "/status/").c_str());
    answer.type = "text/html; charset=utf-8";
  } else if (starts(path, "/bytes/") || starts(path, "/stream-bytes/")) {
    auto count = static_cast<std::size_t>(std::min(std::atoi(path.substr(path.rfind('/') + 1).c_str()), 102400));
    Prng bytes(random.next());
    for (std::size_t i = 0; i < count; ++i) answer.body += static_cast<char>(bytes.next() & 0xff);
    answer.type = "application/octet-stream";
  } else if (path == "/json") {
    answer.body =
        "{\n  \"slideshow\": {\n    \"author\": \"Yours Truly\", \n    \"date\": \"date of publication\", \n    \"slides\": [\n"
        "      {\n        \"title\": \"Wake up to WonderWidgets!\", \n        \"type\": \"all\"\n      }, \n      {\n"
        "        \"items\": [\n          \"Why <em>WonderWidgets</em> are great\", \n          \"Who <em>buys</em> WonderWidgets\"\n"
        "        ], \n        \"title\": \"Overview\", \n        \"type\": \"all\"\n      }\n    ], \n    \"title\": \"Sample Slide Show\"\n  }\n}\n";
  } else if (path == "/uuid") {
    char text[64];
    std::uint64_t a = random.next(), b = random.next();
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-a%03x-%012llx", static_cast<unsigned>(a), static_cast<unsigned>(a >> 32 & 0xffff),
                  static_cast<unsigned>(a >> 48 & 0xfff), static_cast<unsigned>(b & 0xfff), static_cast<unsigned long long>(b >> 16));
    answer.body = "{\n  \"uuid\": \"" + std::string(text) + "\"\n}\n";
  } else if (path == "/ip") {
    answer.body = "{\n  \"origin\": \"203.0.113.7\"\n}\n";
  } else if (path == "/headers") {
    std::vector<std::pair<std::string, std::string>> headers = op.request.headers;
    headers.emplace_back("Host", url.host);
    answer.body = "{\n  \"headers\": " + object_text(headers, "  ") + "\n}\n";
  } else if (path == "/user-agent") {
    std::string agent = "null";
    for (const auto& [name, value] : op.request.headers) {
      if (name.size() == 10 && (name[0] == 'U' || name[0] == 'u')) agent = json_text(value);
    }
    answer.body = "{\n  \"user-agent\": " + agent + "\n}\n";
  } else if (starts(path, "/redirect/")) {
    int left = std::atoi(after(path, "/redirect/").c_str());
    answer.status = 302;
    answer.headers.emplace_back("Location", left > 1 ? "/relative-redirect/" + std::to_string(left - 1) : "/get");
  } else if (starts(path, "/relative-redirect/")) {
    int left = std::atoi(after(path, "/relative-redirect/").c_str());
    answer.status = 302;
    answer.headers.emplace_back("Location", left > 1 ? "/relative-redirect/" + std::to_string(left - 1) : "/get");
  } else if (path == "/html" || path == "/") {
    answer.type = "text/html; charset=utf-8";
    answer.body = "<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n      <h1>Herman Melville - Moby-Dick</h1>\n\n      <div>\n        <p>\n          Availing himself of the mild, summer-cool weather that now reigned in these latitudes ...\n        </p>\n      </div>\n  </body>\n</html>";
  } else {
    answer.status = 404;
    answer.type = "text/html";
    answer.body = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n";
  }
  return answer;
}

// Any other host: pages that link to each other, the same for the same address, some slower than others.
Answer site(const Url& url, Prng& random) {
  Answer answer;
  std::uint64_t hash = 1469598103934665603ull;
  for (char c : url.host + url.path) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  Prng page(hash);
  answer.delay = static_cast<Nanos>(20 + page.below(160)) * kMillisecond + static_cast<Nanos>(random.below(5)) * kMillisecond;
  if (url.path.find("404") != std::string::npos || url.path.find("missing") != std::string::npos) {
    answer.status = 404;
    answer.body = "<html><head><title>Not Found</title></head><body><h1>Not Found</h1></body></html>\n";
    return answer;
  }
  std::string title = url.path == "/" ? url.host : url.host + url.path;
  if (url.path.size() > 5 && url.path.substr(url.path.size() - 5) == ".json") {
    answer.type = "application/json";
    answer.body = "{\"host\": " + json_text(url.host) + ", \"path\": " + json_text(url.path) + ", \"value\": " + std::to_string(page.below(1000)) + "}\n";
    return answer;
  }
  answer.body = "<!doctype html>\n<html>\n<head><title>" + title + "</title></head>\n<body>\n<h1>" + title + "</h1>\n<ul>\n";
  std::size_t links = 3 + page.below(5);
  for (std::size_t i = 0; i < links; ++i) {
    std::string name = "/page/" + std::to_string(page.below(40) + 1);
    answer.body += "<li><a href=\"" + name + "\">Page " + name.substr(6) + "</a></li>\n";
  }
  answer.body += "</ul>\n";
  std::size_t paragraphs = 1 + page.below(12);
  for (std::size_t i = 0; i < paragraphs; ++i) {
    answer.body += "<p>The simulated web has no opinion of its own; this is paragraph " + std::to_string(i + 1) + " of " + std::to_string(paragraphs) + ".</p>\n";
  }
  answer.body += "</body>\n</html>\n";
  return answer;
}

// jsonplaceholder.typicode.com, which many tutorials use.
Answer placeholder(const Url& url) {
  Answer answer;
  answer.type = "application/json; charset=utf-8";
  answer.delay = 40 * kMillisecond;
  std::size_t slash = url.path.rfind('/');
  std::string kind = url.path.substr(1, slash == 0 ? std::string::npos : slash - 1);
  int id = slash == 0 ? 0 : std::atoi(url.path.c_str() + slash + 1);
  int most = kind == "posts" ? 100 : kind == "users" ? 10 : kind == "todos" ? 200 : kind == "comments" ? 500 : kind == "albums" ? 100 : kind == "photos" ? 5000 : 0;
  auto item = [&kind](int number) {
    std::string n = std::to_string(number), user = std::to_string((number - 1) / 10 + 1);
    if (kind == "users") {
      return "{\n  \"id\": " + n + ",\n  \"name\": \"User " + n + "\",\n  \"username\": \"user" + n + "\",\n  \"email\": \"user" + n + "@example.com\"\n}";
    }
    std::string out = "{\n  \"userId\": " + user + ",\n  \"id\": " + n + ",\n  \"title\": \"title of number " + n + "\"";
    if (kind == "todos") return out + ",\n  \"completed\": " + (number % 3 ? "false" : "true") + "\n}";
    return out + ",\n  \"body\": \"the text that belongs to number " + n + "\"\n}";
  };
  if (!most || id > most || id < 0) {
    answer.status = 404;
    answer.body = "{}";
  } else if (id) {
    answer.body = item(id);
  } else {
    answer.body = "[\n";
    for (int i = 1; i <= std::min(most, 100); ++i) answer.body += (i > 1 ? ",\n" : "") + item(i);
    answer.body += "\n]";
  }
  return answer;
}

bool is_httpbin(const std::string& host) {
  return host.find("httpbin") != std::string::npos || host == "httpbingo.org" || starts(host, "localhost") || starts(host, "127.0.0.1");
}

bool unknown_host(const std::string& host) {
  if (host.empty() || host.find('.') == std::string::npos) return host.rfind("localhost", 0) != 0;
  for (const char* end : {".invalid", ".test", ".nonexistent", ".local"}) {
    std::string suffix = end;
    if (host.size() > suffix.size() && host.compare(host.size() - suffix.size(), suffix.size(), suffix) == 0) return true;
  }
  return host.find("nonexist") != std::string::npos || host.find("doesnotexist") != std::string::npos ||
         host.find("does-not-exist") != std::string::npos || host.find("invalid") != std::string::npos;
}

}  // namespace

Nanos SimulatedNetwork::http(Operation& op, Nanos) {
  Url url = split_url(op.request.text2);
  if (unknown_host(url.host)) {
    op.reply.error = -2;  // EAI_NONAME
    op.reply.error_text = "Name or service not known";
    return kResolve;
  }
  Answer answer = is_httpbin(url.host)                                ? httpbin(op, url, random_)
                  : url.host.find("jsonplaceholder") != std::string::npos ? placeholder(url)
                                                                           : site(url, random_);
  if (op.request.text == "HEAD") answer.body.clear();
  op.reply.a = answer.status;
  op.reply.text = reason_of(answer.status);
  op.reply.headers = answer.headers;
  op.reply.headers.emplace_back("Content-Type", answer.type);
  op.reply.headers.emplace_back("Content-Length", std::to_string(answer.body.size()));
  op.reply.headers.emplace_back("Server", "gilscope-simulated");
  Nanos transfer = static_cast<Nanos>(answer.body.size()) * kSecond / kBytesPerSecond;
  op.reply.data = std::move(answer.body);
  return kResolve + kConnect + kRoundTrip + answer.delay + transfer;
}

}  // namespace gilscope
