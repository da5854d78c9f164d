# One doctest executable per room, from tests/unit/ROOM/*.cpp; exceptions and RTTI are on in tests.
file(GLOB test_rooms CONFIGURE_DEPENDS LIST_DIRECTORIES true
  RELATIVE ${CMAKE_SOURCE_DIR}/tests/unit ${CMAKE_SOURCE_DIR}/tests/unit/*)
foreach(room ${test_rooms})
  file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${room}/*.cpp)
  if(NOT test_sources OR NOT TARGET gilscope_${room})
    continue()
  endif()
  add_executable(test_${room} ${CMAKE_SOURCE_DIR}/tests/unit/main.cpp ${test_sources})
  target_link_libraries(test_${room} PRIVATE gilscope_${room} gilscope_options)
  target_include_directories(test_${room} PRIVATE ${CMAKE_SOURCE_DIR})
  # The engine's objects have no RTTI, which the check of virtual tables asks for.
  target_compile_options(test_${room} PRIVATE -fno-sanitize=vptr)
  target_compile_definitions(test_${room} PRIVATE GILSCOPE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${room} COMMAND test_${room} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endforeach()

# Prints syntax trees and diagnostics, for the comparisons with a real CPython in tests/scripts/syntax_errors.
add_executable(gilscope-ast-dump EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/tools/ast_dump.cpp)
target_link_libraries(gilscope-ast-dump PRIVATE gilscope_syntax gilscope_options)

# Prints disassemblies and code objects as data, for the comparisons with a real CPython in tests/compiler.
add_executable(gilscope-dis ${CMAKE_SOURCE_DIR}/tests/tools/gilscope_dis.cpp)
target_link_libraries(gilscope-dis PRIVATE gilscope_compiler gilscope_options)
