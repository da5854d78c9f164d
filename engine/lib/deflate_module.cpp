// The module _deflate: what zlib.py, gzip.py and zipfile.py stand on.
#include "lib/deflate.h"
#include "vm/bytes.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/native.h"
#include "vm/number.h"

namespace gilscope {

void define_deflate(Thread& thread, Module* module);  // native_modules.def

namespace {

constexpr std::size_t kOutputMax = std::size_t{256} << 20;

Value compress(Thread& thread, const Value* args) {
  std::string_view data;
  std::int64_t level;
  if (!bytes_like(thread, args[0], &data) || !index_value(thread, args[1], &level))
    return Value::null();
  if (level < 0 || level > 9) level = 6;
  return Value::of(new_bytes(*thread.process, deflate::compress(data, static_cast<int>(level))));
}

// decompress(data, max) -> (bytes, how many bytes were used, outcome)
Value decompress(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  std::string_view data;
  std::int64_t max;
  if (!bytes_like(thread, args[0], &data) || !index_value(thread, args[1], &max))
    return Value::null();
  std::size_t limit = max > 0 ? static_cast<std::size_t>(max) : kOutputMax;
  std::string out;
  std::size_t used = 0;
  deflate::Outcome outcome = deflate::decompress(data, limit, &out, &used);
  if (outcome == deflate::Outcome::TooLong && max <= 0) return raise_memory_error(thread);
  Value parts[3] = {Value::of(new_bytes(process, out)), Value::of(static_cast<std::int64_t>(used)),
                    Value::of(static_cast<std::int64_t>(outcome))};
  return Value::of(new_tuple(process, parts, 3));
}

template <std::uint32_t (*sum)(std::string_view, std::uint32_t), std::uint32_t kStart>
Value check_sum(Thread& thread, const Value* args) {
  std::string_view data;
  std::int64_t start = kStart;
  if (!bytes_like(thread, args[0], &data)) return Value::null();
  if (!args[1].is_null() && !index_value(thread, args[1], &start)) return Value::null();
  thread.charge(static_cast<Nanos>(data.size() / 2));
  return Value::of(std::int64_t{sum(data, static_cast<std::uint32_t>(start))});
}

constexpr NativeMethod kFunctions[] = {
    {"compress", "data, level, /", compress},
    {"decompress", "data, max, /", decompress},
    {"crc32", "data, value=0, /", check_sum<deflate::crc32, 0>},
    {"adler32", "data, value=1, /", check_sum<deflate::adler32, 1>},
};

}  // namespace

void define_deflate(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
