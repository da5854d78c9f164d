# How everything of ours is compiled: `gilscope_options` for every target, `gilscope_engine_options`
# (no exceptions, no RTTI) for the rooms and the hosts; tests use the first only.
add_library(gilscope_options INTERFACE)
target_include_directories(gilscope_options INTERFACE ${CMAKE_SOURCE_DIR}/engine)
target_compile_options(gilscope_options INTERFACE
  -Wall -Wextra -Werror -ffp-contract=off
  # Frames and tuples end in an array that is longer than it says; clang takes the 1 at its word.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-array-bounds>
  "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
target_compile_definitions(gilscope_options INTERFACE GILSCOPE_VERSION="${PROJECT_VERSION}"
  GILSCOPE_THREADS=$<BOOL:${GILSCOPE_THREADS}>)

add_library(gilscope_engine_options INTERFACE)
target_link_libraries(gilscope_engine_options INTERFACE gilscope_options)
target_compile_options(gilscope_engine_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)

# Header-only libraries (Boost, nlohmann-json, CLI11, doctest, fmt, fast_float) come from the system.
# For WebAssembly, -I/usr/include would put glibc's headers before emscripten's, so only these
# libraries are linked into a folder of their own.
if(EMSCRIPTEN)
  set(headers ${CMAKE_SOURCE_DIR}/build/deps/include)
  file(MAKE_DIRECTORY ${headers})
  foreach(library boost nlohmann CLI fmt fast_float)
    if(EXISTS /usr/include/${library} AND NOT EXISTS ${headers}/${library})
      file(CREATE_LINK /usr/include/${library} ${headers}/${library} SYMBOLIC)
    endif()
  endforeach()
  target_include_directories(gilscope_options SYSTEM INTERFACE ${headers})
  # Debian's emcc asks Node for acorn, which a Node from elsewhere finds only when told where.
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK
    "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
  # Without -sUSE_SDL=0, SDL functions that are missing come silently from emscripten's SDL 1.
  add_compile_options(-sUSE_SDL=0)
  add_link_options(-sUSE_SDL=0)
  if(GILSCOPE_THREADS)
    add_compile_options(-pthread)
    add_link_options(-pthread)
  endif()
else()
  find_package(Threads REQUIRED)
  target_link_libraries(gilscope_options INTERFACE Threads::Threads)
endif()

if(GILSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${GILSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GILSCOPE_SANITIZE})
endif()
