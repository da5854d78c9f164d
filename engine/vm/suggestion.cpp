#include "vm/suggestion.h"

#include <algorithm>
#include <vector>

#include "vm/attribute.h"
#include "vm/containers.h"
#include "vm/exception_types.h"
#include "vm/function.h"
#include "vm/str.h"
#include "vm/type.h"

namespace gilscope {

namespace {

// CPython's costs (Python/suggestions.c): moving a letter costs 2, changing its case 1.
constexpr std::size_t kMove = 2, kCase = 1;
constexpr std::size_t kNameMax = 40, kCandidatesMax = 750;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t substitution(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? kCase : kMove;
}

// Weighted Levenshtein distance; anything above `most` may come back as most + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kMove;
  if (a.size() > kNameMax || b.size() > kNameMax) return most + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * kMove > most) return most + 1;
  std::vector<std::size_t> row(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * kMove;
  std::size_t result = 0;
  for (std::size_t k = 0; k < b.size(); ++k) {
    std::size_t diagonal = result = k * kMove;
    std::size_t lowest = most + 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      std::size_t replaced = diagonal + substitution(b[k], a[i]);
      diagonal = row[i];
      result = std::min(replaced, std::min(result, diagonal) + kMove);
      row[i] = result;
      lowest = std::min(lowest, result);
    }
    if (lowest > most) return most + 1;
  }
  return result;
}

std::string nearest(const std::vector<std::string>& candidates, const std::string& name) {
  if (candidates.size() >= kCandidatesMax) return "";
  std::size_t best = static_cast<std::size_t>(-1);
  std::string found;
  for (const std::string& candidate : candidates) {
    if (candidate == name) continue;
    std::size_t most = (name.size() + candidate.size() + 3) * kMove / 6;
    if (best != static_cast<std::size_t>(-1)) most = std::min(most, best - 1);
    std::size_t d = distance(name, candidate, most);
    if (d > most) continue;
    if (found.empty() || d < best) {
      found = candidate;
      best = d;
    }
  }
  return found;
}

void add_keys(std::vector<std::string>& names, Dict* dict) {
  std::uint32_t position = 0;
  Value key, value;
  while (dict && dict_next(dict, position, key, value)) {
    if (is_str(key)) names.push_back(to_utf8(key.as<Str>()));
  }
}

std::vector<std::string> dir_of(Thread& thread, Value object) {
  std::vector<std::string> names;
  Frame* before = thread.top;
  Value list = finish_nested(thread, before, call_special(thread, object, Name::dir, nullptr, 0));
  if (list.is_null()) take_exception(thread);
  if (!is_list(list)) return names;
  for (std::uint32_t i = 0; i < list.as<List>()->length; ++i) {
    Value item = list.as<List>()->items[i];
    if (is_str(item)) names.push_back(to_utf8(item.as<Str>()));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Traceback* last_entry(Exception* exception) {
  Traceback* entry = nullptr;
  for (Value v = exception->traceback; v.is_object(); v = entry->next) entry = v.as<Traceback>();
  return entry;
}

std::string did_you_mean(const std::string& name) {
  return name.empty() ? "" : ". Did you mean: '" + name + "'?";
}

bool is_library_module(Process& process, const std::string& name) {
  for (const NativeModule& native : *process.native_modules) {
    if (name == native.name) return true;
  }
  return process.loader->find_module(name).code != nullptr;
}

// A name looked for in a method that is an attribute of `self`.
bool self_has(Thread& thread, Exception* exception) {
  Value self = exception->field[kNameErrorSelf];
  if (self.is_signal()) return false;
  Frame* before = thread.top;
  Value found = finish_nested(
      thread, before, find_attribute(thread, self, exception->field[kNameErrorName].as<Str>()));
  if (found.is_null()) take_exception(thread);
  return !found.is_signal();
}

std::string name_suggestion(Thread& thread, Exception* exception) {
  Process& process = *thread.process;
  Traceback* entry = last_entry(exception);
  if (!entry) return "";
  std::string name = to_utf8(exception->field[kNameErrorName].as<Str>());
  if (process.options.python_minor >= 12 && self_has(thread, exception))
    return did_you_mean("self." + name);
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < entry->code->slot_count; ++i)
    names.push_back(to_utf8(entry->code->slot_names[i]));
  std::string found = nearest(names, name);
  if (found.empty()) {
    names.clear();
    add_keys(names, entry->globals);
    found = nearest(names, name);
  }
  if (found.empty()) {
    names.clear();
    add_keys(names, process.builtins);
    found = nearest(names, name);
  }
  bool imports =
      process.options.python_minor >= 12 && name[0] != '_' && is_library_module(process, name);
  if (!imports) return did_you_mean(found);
  if (found.empty()) return ". Did you forget to import '" + name + "'?";
  return ". Did you mean: '" + found + "'? Or did you forget to import '" + name + "'?";
}

}  // namespace

std::string suggestion_for(Thread& thread, Exception* exception) {
  Process& process = *thread.process;
  const Types& t = process.types;
  if (is_family(process, exception, t.AttributeError)) {
    Value name = exception->field[kAttributeName], object = exception->field[kAttributeObject];
    if (!is_str(name) || object.is_null()) return "";
    return did_you_mean(nearest(dir_of(thread, object), to_utf8(name.as<Str>())));
  }
  if (is_family(process, exception, t.NameError))
    return is_str(exception->field[kNameErrorName]) ? name_suggestion(thread, exception) : "";
  if (is_family(process, exception, t.ImportError)) {
    Value name = exception->field[kImportNameFrom], module = exception->field[kImportName];
    if (!is_str(name) || !is_str(module)) return "";
    Value loaded = dict_get(process.modules, module.as<Str>());
    if (!loaded.is_object()) return "";
    return did_you_mean(nearest(dir_of(thread, loaded), to_utf8(name.as<Str>())));
  }
  return "";
}

}  // namespace gilscope
