# gilscope_room(NAME ROOMS...): the target gilscope_NAME from engine/NAME/**.cpp, linked with the rooms
# that it may include. A room without sources yet is an INTERFACE library.
#
# A file's suffix says where it is compiled: `_native` everywhere but in WebAssembly, `_web` only
# there, `_mt` only where there are threads, `_st` only where there are none.

function(gilscope_sources result folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(EMSCRIPTEN)
    list(FILTER sources EXCLUDE REGEX "_native\\.cpp$")
  else()
    list(FILTER sources EXCLUDE REGEX "_web\\.cpp$")
  endif()
  if(GILSCOPE_THREADS)
    list(FILTER sources EXCLUDE REGEX "_st\\.cpp$")
  else()
    list(FILTER sources EXCLUDE REGEX "_mt\\.cpp$")
  endif()
  set(${result} ${sources} PARENT_SCOPE)
endfunction()

# Links whether the room has sources (PUBLIC) or not yet (INTERFACE).
function(gilscope_link room)
  get_target_property(type gilscope_${room} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_link_libraries(gilscope_${room} INTERFACE ${ARGN})
  else()
    target_link_libraries(gilscope_${room} PUBLIC ${ARGN})
  endif()
endfunction()

function(gilscope_room room)
  gilscope_sources(sources ${CMAKE_SOURCE_DIR}/engine/${room})
  if(sources OR room STREQUAL "lib")  # lib always has the generated table of frozen modules
    add_library(gilscope_${room} STATIC ${sources})
    target_link_libraries(gilscope_${room} PRIVATE gilscope_engine_options)
  else()
    add_library(gilscope_${room} INTERFACE)
  endif()
  gilscope_link(${room} gilscope_options)
  foreach(other ${ARGN})
    gilscope_link(${room} gilscope_${other})
  endforeach()
endfunction()

function(gilscope_source_options source)
  if(EXISTS ${CMAKE_SOURCE_DIR}/${source})
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${ARGN}")
  endif()
endfunction()
