# The page's bundle: build/web-mt or build/web-st/gilscope.{js,wasm} (and gilscope.worker.js with threads).
if(NOT GILSCOPE_GRAPHICS)
  message(STATUS "No page's bundle: ${GILSCOPE_GRAPHICS_MISSING}")
  return()
endif()
get_target_property(session_type gilscope_session TYPE)
if(session_type STREQUAL "INTERFACE_LIBRARY")
  message(STATUS "No page's bundle: engine/session has no sources yet")
  return()
endif()
gilscope_sources(web_sources ${CMAKE_SOURCE_DIR}/web)
add_executable(gilscope_web ${web_sources})
target_link_libraries(gilscope_web PRIVATE gilscope_engine_options gilscope_session gilscope_ui)
target_include_directories(gilscope_web PRIVATE ${CMAKE_SOURCE_DIR})
set_target_properties(gilscope_web PROPERTIES OUTPUT_NAME gilscope SUFFIX .js)
target_link_options(gilscope_web PRIVATE -O2 --no-entry -sMODULARIZE=1 -sEXPORT_ES6=1
  -sENVIRONMENT=web,worker -sFILESYSTEM=0 -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sDISABLE_DEPRECATED_FIND_EVENT_TARGET_BEHAVIOR=1 -sTOTAL_STACK=1048576
  -sINITIAL_MEMORY=67108864 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2147483648
  -sEXPORTED_RUNTIME_METHODS=ccall)
if(GILSCOPE_THREADS)
  # Growing memory makes JavaScript's views of it slower to reach; only the few bridge calls do that.
  target_link_options(gilscope_web PRIVATE -sPTHREAD_POOL_SIZE=2 -Wno-pthreads-mem-growth)
endif()
