// Emscripten 3.1.6 (Debian 12) lacks EM_JS_DEPS, which SDL 2.32 uses, and Dear ImGui's SDL2 backend
// forgets em_macros.h. The helpers that SDL asks for ($UTF8ToString, $stringToUTF8) are part of 3.1.6's
// runtime anyway, so an empty definition is enough.
#pragma once
#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>
#ifndef EM_JS_DEPS
#define EM_JS_DEPS(tag, deps) typedef int em_js_deps_unused_##tag
#endif
