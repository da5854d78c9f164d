# The desktop window, native/desktop/*.cpp: build/native/gilscope-desktop; and for tests/desktop ui_snapshot,
# which paints traces made by hand into pictures, and desktop_driver.
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

# The window driven by commands instead of a person, for tests/desktop: everything but main.
set(driver_sources ${desktop_sources})
list(FILTER driver_sources EXCLUDE REGEX "/main\\.cpp$")
add_executable(desktop_driver ${driver_sources} ${CMAKE_SOURCE_DIR}/tests/desktop/driver.cpp)
target_link_libraries(desktop_driver PRIVATE gilscope_engine_options gilscope_session gilscope_ui)
target_include_directories(desktop_driver PRIVATE ${CMAKE_SOURCE_DIR})
