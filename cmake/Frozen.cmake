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
  if(EMSCRIPTEN)
    return()  # engine/lib/frozen_code_web.cpp: no compiled code there
  endif()
  add_executable(gilscope-freeze ${CMAKE_SOURCE_DIR}/native/freeze/main.cpp)
  target_link_libraries(gilscope-freeze PRIVATE gilscope_compiler gilscope_engine_options gilscope_options)
  set(code ${CMAKE_BINARY_DIR}/generated/frozen_code)
  add_custom_command(OUTPUT ${code}.cpp BYPRODUCTS ${code}.bin
    COMMAND gilscope-freeze ${folder} ${code}
    DEPENDS gilscope-freeze ${modules}
    COMMENT "Compiling the frozen library" VERBATIM)
  target_sources(gilscope_${room} PRIVATE ${code}.cpp)
  set_source_files_properties(${code}.cpp PROPERTIES OBJECT_DEPENDS ${code}.bin)
endfunction()
