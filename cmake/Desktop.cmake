# The desktop window, native/desktop/*.cpp: build/native/gilscope-desktop.
gilscope_sources(desktop_sources ${CMAKE_SOURCE_DIR}/native/desktop)
if(NOT GILSCOPE_GRAPHICS OR NOT desktop_sources)
  message(STATUS "No desktop window: ${GILSCOPE_GRAPHICS_MISSING}")
  return()
endif()
add_executable(gilscope-desktop ${desktop_sources})
target_link_libraries(gilscope-desktop PRIVATE gilscope_engine_options gilscope_session gilscope_ui)
target_include_directories(gilscope-desktop PRIVATE ${CMAKE_SOURCE_DIR})
