// _time: the clocks. Virtual time counts from the start of the run; the calendar starts at kEpoch, so that runs repeat exactly. The
// calendar functions (strftime, localtime, ...) are in frozen/time.py.
#include <iterator>

#include "vm/function.h"
#include "vm/kernel.h"

namespace gilscope {

namespace {

constexpr std::int64_t kEpoch = 1'767'225'600;  // 2026-01-01 00:00:00 UTC

double seconds(Nanos ns) { return static_cast<double>(ns) / 1e9; }

Value wall_ns(Thread& thread, const Value*) {
  return Value::of(std::int64_t{kEpoch * kSecond + thread.kernel->now(thread)});
}
Value wall(Thread& thread, const Value*) {
  return Value::of(static_cast<double>(kEpoch) + seconds(thread.kernel->now(thread)));
}
// Monotonic clocks start somewhere, not at zero: as on a computer that has been up for a while.
constexpr Nanos kUptime = 1000 * kSecond;
Value monotonic(Thread& thread, const Value*) { return Value::of(seconds(kUptime + thread.kernel->now(thread))); }
Value monotonic_ns(Thread& thread, const Value*) {
  return Value::of(std::int64_t{kUptime + thread.kernel->now(thread)});
}
Value cpu(Thread& thread, const Value*) { return Value::of(seconds(thread.kernel->cpu_time(thread, true))); }
Value cpu_ns(Thread& thread, const Value*) { return Value::of(std::int64_t{thread.kernel->cpu_time(thread, true)}); }
Value thread_cpu(Thread& thread, const Value*) { return Value::of(seconds(thread.kernel->cpu_time(thread, false))); }
Value thread_cpu_ns(Thread& thread, const Value*) {
  return Value::of(std::int64_t{thread.kernel->cpu_time(thread, false)});
}

const NativeMethod kFunctions[] = {
    {"time", "", wall, NativeMethod::Plain, 35},
    {"time_ns", "", wall_ns, NativeMethod::Plain, 35},
    {"monotonic", "", monotonic, NativeMethod::Plain, 35},
    {"monotonic_ns", "", monotonic_ns, NativeMethod::Plain, 35},
    {"perf_counter", "", monotonic, NativeMethod::Plain, 35},
    {"perf_counter_ns", "", monotonic_ns, NativeMethod::Plain, 35},
    {"process_time", "", cpu, NativeMethod::Plain, 200},
    {"process_time_ns", "", cpu_ns, NativeMethod::Plain, 200},
    {"thread_time", "", thread_cpu, NativeMethod::Plain, 200},
    {"thread_time_ns", "", thread_cpu_ns, NativeMethod::Plain, 200},
};

}  // namespace

void define_time(Thread& thread, Module* module) {
  add_functions(*thread.process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
