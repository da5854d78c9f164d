// The module _hashes: message digests for hashlib, hmac and random. As CPython's, they release the
// GIL while they work on 2048 bytes or more.
#include "lib/hash_algorithms.h"
#include "vm/bytes_text.h"
#include "vm/containers.h"
#include "vm/function.h"
#include "vm/kernel.h"
#include "vm/native.h"
#include "vm/number.h"
#include "vm/operations.h"

namespace gilscope {
namespace {

constexpr std::size_t kReleaseGilBytes = 2048;

struct HashObject : Object {
  hashes::State state;
};

Type* hash_type(Thread& thread) {
  Value module = dict_get(thread.process->modules, intern(*thread.process, "_hashes"));
  return dict_get(module.as<Module>()->dict, intern(*thread.process, "HASH")).as<Type>();
}

bool hash_input(Thread& thread, Value v, std::string_view* out) {
  Process& process = *thread.process;
  if (v.is_null()) return true;
  if (is_bytes_like(process, v)) return bytes_like(thread, v, out);
  raise(thread, process.types.TypeError, "%s",
        is_str(v) ? "Strings must be encoded before hashing"
                  : "object supporting the buffer API required");
  return false;
}

// slots: what to answer. number: how long the work takes. The work itself is done already.
constexpr NativeFrameType kHashing = {"hashlib", [](Thread& thread, NativeFrame& frame, Value) {
                                        if (frame.state++) return frame.slots[0];
                                        thread.kernel->native_work(
                                            thread, frame.number, NativeMode::WithoutGil,
                                            to_utf8(frame.slots[1].as<Str>()));
                                        return Value::blocked();
                                      }};

// Answers `result` after `duration`; without the GIL when asked and possible.
Value after_work(Thread& thread, Nanos duration, bool release_gil, const char* what, Value result) {
  if (!release_gil || thread.nested) {
    thread.charge(duration);
    return result;
  }
  Value slots[2] = {result, Value::of(new_str(*thread.process, what))};
  push_native_frame(thread, kHashing, slots, 2)->number = duration;
  return Value::pending();
}

Value take_data(Thread& thread, HashObject* hash, std::string_view data, Value result) {
  hashes::update(hash->state, data);
  auto picos = static_cast<std::int64_t>(data.size()) * hash->state.algorithm->picos_per_byte;
  return after_work(thread, picos / 1000 + 100, data.size() >= kReleaseGilBytes,
                    hash->state.algorithm->name, result);
}

HashObject* new_hash(Thread& thread) {
  return allocate<HashObject>(*thread.process, hash_type(thread));
}

const hashes::Algorithm* algorithm_argument(Thread& thread, Value name) {
  Process& process = *thread.process;
  if (!is_str(name)) {
    raise(thread, process.types.TypeError, "name must be a string");
    return nullptr;
  }
  std::string lower;
  for (char c : to_utf8(name.as<Str>())) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    lower += c == '-' ? '_' : c;
  }
  if (lower.rfind("sha_", 0) == 0) lower.erase(3, 1);
  const hashes::Algorithm* found = hashes::find(lower);
  if (!found)
    raise(thread, process.types.ValueError, "unsupported hash type %s",
          to_utf8(name.as<Str>()).c_str());
  return found;
}

// name, data=b'', /
Value make(Thread& thread, const Value* args) {
  const hashes::Algorithm* algorithm = algorithm_argument(thread, args[0]);
  std::string_view data;
  if (!algorithm || !hash_input(thread, args[1], &data)) return Value::null();
  HashObject* hash = new_hash(thread);
  hashes::start(hash->state, *algorithm);
  return take_data(thread, hash, data, Value::of(hash));
}

bool count_argument(Thread& thread, Value v, std::int64_t low, std::int64_t high, const char* error,
                    std::int64_t* out) {
  if (v.is_null()) return true;
  if (!index_value(thread, v, out)) return false;
  if (*out >= low && *out <= high) return true;
  raise(thread, thread.process->types.ValueError, "%s", error);
  return false;
}

// name, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth,
// inner_size, last_node, /
Value make_blake2(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  const hashes::Algorithm* algorithm = algorithm_argument(thread, args[0]);
  if (!algorithm) return Value::null();
  bool wide = algorithm->kind == hashes::Kind::Blake2b;
  std::int64_t most = wide ? 64 : 32, extra = wide ? 16 : 8;
  hashes::Blake2Parameters p;
  std::string_view data;
  std::int64_t size = most, fanout = 1, depth = 1, leaf = 0, offset = 0, node_depth = 0, inner = 0;
  std::string size_error = "digest_size must be between 1 and " + std::to_string(most) + " bytes";
  bool fine =
      hash_input(thread, args[1], &data) &&
      count_argument(thread, args[2], 1, most, size_error.c_str(), &size) &&
      hash_input(thread, args[3], &p.key) && hash_input(thread, args[4], &p.salt) &&
      hash_input(thread, args[5], &p.person) &&
      count_argument(thread, args[6], 0, 255, "fanout must be between 0 and 255", &fanout) &&
      count_argument(thread, args[7], 1, 255, "depth must be between 1 and 255", &depth) &&
      count_argument(thread, args[8], 0, UINT32_MAX, "leaf_size is too large", &leaf) &&
      count_argument(thread, args[9], 0, wide ? INT64_MAX : (std::int64_t{1} << 48) - 1,
                     "node_offset is too large", &offset) &&
      count_argument(thread, args[10], 0, 255, "node_depth must be between 0 and 255",
                     &node_depth) &&
      count_argument(thread, args[11], 0, most, "inner_size must be between 0 and is 64", &inner) &&
      truth_nested(thread, args[12], &p.last_node);
  if (!fine) return Value::null();
  auto too_long = [&](std::string_view text, std::int64_t limit, const char* what) {
    if (static_cast<std::int64_t>(text.size()) <= limit) return false;
    raise(thread, process.types.ValueError, "maximum %s length is %d bytes", what,
          static_cast<int>(limit));
    return true;
  };
  if (too_long(p.key, most, "key") || too_long(p.salt, extra, "salt") ||
      too_long(p.person, extra, "person"))
    return Value::null();
  p.digest_bytes = static_cast<std::uint8_t>(size);
  p.fanout = static_cast<std::uint8_t>(fanout);
  p.depth = static_cast<std::uint8_t>(depth);
  p.leaf_bytes = static_cast<std::uint32_t>(leaf);
  p.node_offset = static_cast<std::uint64_t>(offset);
  p.node_depth = static_cast<std::uint8_t>(node_depth);
  p.inner_bytes = static_cast<std::uint8_t>(inner);
  HashObject* hash = new_hash(thread);
  hashes::start_blake2(hash->state, *algorithm, p);
  return take_data(thread, hash, data, Value::of(hash));
}

HashObject* self_of(const Value* args) {
  return args[0].as<HashObject>();
}

Value hash_update(Thread& thread, const Value* args) {
  std::string_view data;
  if (!hash_input(thread, args[1], &data)) return Value::null();
  return take_data(thread, self_of(args), data, Value::none());
}

bool digest_of(Thread& thread, const Value* args, const char* method, std::string* out) {
  Process& process = *thread.process;
  const hashes::State& state = self_of(args)->state;
  std::int64_t length = 0;
  if (!state.digest_bytes) {
    if (args[1].is_null()) {
      raise(thread, process.types.TypeError, "%s() missing required argument 'length' (pos 1)",
            method);
      return false;
    }
    if (!count_argument(thread, args[1], 0, 1 << 29, "value must be positive", &length))
      return false;
  } else if (!args[1].is_null()) {
    raise(thread, process.types.TypeError, "%s() takes no arguments (1 given)", method);
    return false;
  }
  *out = hashes::digest(state, static_cast<std::size_t>(length));
  thread.charge(300);
  return true;
}

Value hash_digest(Thread& thread, const Value* args) {
  std::string digest;
  if (!digest_of(thread, args, "digest", &digest)) return Value::null();
  return Value::of(new_bytes(*thread.process, digest));
}

Value hash_hexdigest(Thread& thread, const Value* args) {
  std::string digest;
  if (!digest_of(thread, args, "hexdigest", &digest)) return Value::null();
  return hex_text(thread, digest, Value::null(), Value::null());
}

Value hash_copy(Thread& thread, const Value* args) {
  HashObject* copy = new_hash(thread);
  copy->state = self_of(args)->state;
  return Value::of(copy);
}

Value hash_name(Thread& thread, Value self) {
  return Value::of(new_str(*thread.process, self.as<HashObject>()->state.algorithm->name));
}
Value hash_digest_size(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<HashObject>()->state.digest_bytes});
}
Value hash_block_size(Thread&, Value self) {
  return Value::of(std::int64_t{self.as<HashObject>()->state.algorithm->block_bytes});
}

Value hash_repr(Thread& thread, Value self) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::uint64_t address = identity_of(*thread.process, self);
  std::string text;
  do text.insert(text.begin(), kHex[address & 15]);
  while (address >>= 4);
  return Value::of(new_str(*thread.process, std::string("<") +
                                                self.as<HashObject>()->state.algorithm->name +
                                                " _hashlib.HASH object @ 0x" + text + ">"));
}

std::string keyed_digest(const hashes::State& inner, const hashes::State& outer,
                         std::string_view message) {
  hashes::State in = inner, out = outer;
  hashes::update(in, message);
  hashes::update(out, hashes::digest(in));
  return hashes::digest(out);
}

// hash_name, password, salt, iterations, dklen, /
Value pbkdf2_hmac(Thread& thread, const Value* args) {
  Process& process = *thread.process;
  const hashes::Algorithm* algorithm = algorithm_argument(thread, args[0]);
  std::string_view password, salt;
  std::int64_t iterations, length;
  if (!algorithm || !bytes_like(thread, args[1], &password) ||
      !bytes_like(thread, args[2], &salt) || !index_value(thread, args[3], &iterations))
    return Value::null();
  length = algorithm->digest_bytes;
  if (!args[4].is_none() && !index_value(thread, args[4], &length)) return Value::null();
  if (iterations < 1)
    return raise(thread, process.types.ValueError, "iteration value must be greater than 0.");
  if (length < 1)
    return raise(thread, process.types.ValueError, "key length must be greater than 0.");
  // The simulation really computes it, so that there is a bound to what it can be asked for.
  std::int64_t blocks = (length - 1) / algorithm->digest_bytes + 1;
  if (iterations > 20'000'000 / blocks)
    return raise(thread, process.types.OverflowError, "iteration value is too great.");
  std::string key(password);
  hashes::State inner, outer;
  if (key.size() > algorithm->block_bytes) {
    hashes::start(inner, *algorithm);
    hashes::update(inner, key);
    key = hashes::digest(inner);
  }
  key.resize(algorithm->block_bytes);
  for (char& c : key) c = static_cast<char>(c ^ 0x36);
  hashes::start(inner, *algorithm);
  hashes::update(inner, key);
  for (char& c : key) c = static_cast<char>(c ^ 0x36 ^ 0x5c);
  hashes::start(outer, *algorithm);
  hashes::update(outer, key);
  std::string out;
  for (std::uint32_t block = 1; static_cast<std::int64_t>(out.size()) < length; ++block) {
    std::string message(salt);
    for (int shift = 24; shift >= 0; shift -= 8) message += static_cast<char>(block >> shift);
    std::string u = keyed_digest(inner, outer, message), sum = u;
    for (std::int64_t i = 1; i < iterations; ++i) {
      u = keyed_digest(inner, outer, u);
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] = static_cast<char>(sum[k] ^ u[k]);
    }
    out += sum;
  }
  out.resize(static_cast<std::size_t>(length));
  Nanos duration =
      iterations * blocks * (2 * algorithm->block_bytes * algorithm->picos_per_byte / 1000 + 100);
  return after_work(thread, duration, true, "pbkdf2_hmac", Value::of(new_bytes(process, out)));
}

}  // namespace

void define_hashes(Thread& thread, Module* module);  // native_modules.def

void define_hashes(Thread& thread, Module* module) {
  Process& process = *thread.process;
  Type* type = make_native_type(process, "HASH", "_hashlib", process.types.object,
                                sizeof(HashObject), kDisallowInstantiation);
  type->slots.repr = hash_repr;
  static const NativeMethod kMethods[] = {
      {"copy", "self, /", hash_copy},
      {"digest", "self, length=None", hash_digest},
      {"hexdigest", "self, length=None", hash_hexdigest},
      {"update", "self, obj, /", hash_update},
  };
  static const NativeGetSet kGetSets[] = {
      {"name", hash_name, nullptr},
      {"digest_size", hash_digest_size, nullptr},
      {"block_size", hash_block_size, nullptr},
  };
  add_methods(process, type, kMethods, std::size(kMethods));
  add_getsets(process, type, kGetSets, std::size(kGetSets));
  add_slot_wrappers(process, type);
  set_attribute(process, module, "HASH", Value::of(type));
  static const NativeMethod kFunctions[] = {
      {"new", "name, data=b'', /", make},
      {"blake2",
       "name, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, "
       "node_depth, inner_size, last_node, /",
       make_blake2},
      {"pbkdf2_hmac", "hash_name, password, salt, iterations, dklen, /", pbkdf2_hmac},
  };
  add_functions(process, module, kFunctions, std::size(kFunctions));
}

}  // namespace gilscope
