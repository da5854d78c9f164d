# The desktop window, native/desktop/*.cpp: build/native/gilscope-desktop; and ui_snapshot, which paints
# traces made by hand into pictures (tests/desktop).
if(NOT GILSCOPE_GRAPHICS)
  message(STATUS "No desktop window: ${GILSCOPE_GRAPHICS_MISSING}")
  return()
endif()
add_executable(ui_snapshot ${CMAKE_SOURCE_DIR}/tests/desktop/snapshot.cpp)
target_link_libraries(ui_snapshot PRIVATE gilscope_engine_options gilscope_ui)
target_include_directories(ui_snapshot PRIVATE ${CMAKE_SOURCE_DIR})

gilscope_sources(desktop_sources ${CMAKE_SOURCE_DIR}/native/desktop)
if(NOT desktop_sources)
  message(STATUS "native/desktop has no sources yet: no desktop window")
  return()
endif()
add_executable(gilscope-desktop ${desktop_sources})
target_link_libraries(gilscope-desktop PRIVATE gilscope_engine_options gilscope_session gilscope_ui)
target_include_directories(gilscope-desktop PRIVATE ${CMAKE_SOURCE_DIR})
