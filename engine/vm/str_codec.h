// Encoding and decoding text: utf-8 (also -sig), ascii, latin-1, utf-16, utf-32 with CPython's
// error handlers and error texts. For str.encode, bytes.decode, str(b, encoding), open().
#pragma once

#include <string_view>

#include "vm/str.h"

namespace gilscope {

// A Bytes; Null: UnicodeEncodeError or LookupError is pending.
Value encode_str(Thread& thread, Str* s, std::string_view encoding, std::string_view errors);
// A Str; `object` is what the UnicodeDecodeError shows.
Value decode_bytes(Thread& thread, std::string_view content, Value object,
                   std::string_view encoding, std::string_view errors);

// Optional arguments `encoding` and `errors` of encode() and decode(). False: exception pending.
bool codec_arguments(Thread& thread, const char* function, Value encoding, Value errors,
                     std::string* encoding_out, std::string* errors_out);

}  // namespace gilscope
