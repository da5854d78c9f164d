# The standard library written in Python: engine/lib/frozen/**.py becomes one generated .cpp that
# engine/lib/frozen.h declares.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(gilscope_embed_frozen room)
  set(folder ${CMAKE_SOURCE_DIR}/engine/lib/frozen)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_frozen.py)
  set(generated ${CMAKE_BINARY_DIR}/generated/frozen_modules.cpp)
  file(GLOB_RECURSE modules CONFIGURE_DEPENDS ${folder}/*.py)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${Python3_EXECUTABLE} ${script} ${folder} ${generated}
    DEPENDS ${script} ${modules}
    COMMENT "Embedding the frozen library" VERBATIM)
  target_sources(gilscope_${room} PRIVATE ${generated})
endfunction()
