# The command line, native/cli/*.cpp: build/native/gilscope, or the same for Node, which
# build/wasm-cli/gilscope.mjs loads and starts.
gilscope_sources(cli_sources ${CMAKE_SOURCE_DIR}/native/cli)
if(NOT cli_sources)
  message(STATUS "native/cli has no sources yet: no command line")
  return()
endif()
add_executable(gilscope ${cli_sources})
target_link_libraries(gilscope PRIVATE gilscope_engine_options gilscope_session)
target_include_directories(gilscope PRIVATE ${CMAKE_SOURCE_DIR})
if(EMSCRIPTEN)
  set_target_properties(gilscope PROPERTIES OUTPUT_NAME gilscope_wasm SUFFIX .cjs)
  # NODERAWFS gives the program the real files; the stack is C++'s own, Python's frames are on the heap.
  target_link_options(gilscope PRIVATE -O2 -sENVIRONMENT=node -sNODERAWFS=1 -sMODULARIZE=1
    -sEXPORT_NAME=createGilscope -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=1048576
    -sEXIT_RUNTIME=1)
  configure_file(${CMAKE_SOURCE_DIR}/web/node/gilscope.mjs ${CMAKE_BINARY_DIR}/gilscope.mjs COPYONLY)
endif()
