# Dear ImGui, SDL2 and OpenGL as one target, gilscope_graphics. The window's parts are left out, with a
# message, where the sources are missing: the engine and the command line build without them.
set(GILSCOPE_GRAPHICS OFF)
set(GILSCOPE_GRAPHICS_MISSING "native/desktop has no sources yet")
if(GILSCOPE_WASM_CLI)
  return()
endif()
if(NOT EXISTS ${GILSCOPE_IMGUI_DIR}/imgui.cpp)
  set(GILSCOPE_GRAPHICS_MISSING "no Dear ImGui in GILSCOPE_IMGUI_DIR (cmake/setup/setup.sh fetches it)")
  message(STATUS "No ui: ${GILSCOPE_GRAPHICS_MISSING}")
  return()
endif()

if(EMSCRIPTEN)
  if(NOT EXISTS ${GILSCOPE_SDL2_DIR}/src/SDL.c)
    set(GILSCOPE_GRAPHICS_MISSING "no SDL2 in GILSCOPE_SDL2_DIR (cmake/setup/setup.sh fetches it)")
    message(STATUS "No ui: ${GILSCOPE_GRAPHICS_MISSING}")
    return()
  endif()
  include(Sdl2Wasm)
else()
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(SDL2 IMPORTED_TARGET sdl2)
  pkg_check_modules(FONTCONFIG IMPORTED_TARGET fontconfig)
  find_package(OpenGL)
  if(NOT SDL2_FOUND OR NOT OPENGL_FOUND)
    set(GILSCOPE_GRAPHICS_MISSING "libsdl2-dev and libgl-dev are needed")
    message(STATUS "No ui: ${GILSCOPE_GRAPHICS_MISSING}")
    return()
  endif()
  add_library(gilscope_sdl2 INTERFACE)
  target_link_libraries(gilscope_sdl2 INTERFACE PkgConfig::SDL2 OpenGL::GL ${CMAKE_DL_LIBS})
  if(FONTCONFIG_FOUND)
    target_link_libraries(gilscope_sdl2 INTERFACE PkgConfig::FONTCONFIG)
    target_compile_definitions(gilscope_sdl2 INTERFACE GILSCOPE_FONTCONFIG=1)
  endif()
endif()

add_library(gilscope_imgui STATIC
  ${GILSCOPE_IMGUI_DIR}/imgui.cpp ${GILSCOPE_IMGUI_DIR}/imgui_draw.cpp
  ${GILSCOPE_IMGUI_DIR}/imgui_tables.cpp ${GILSCOPE_IMGUI_DIR}/imgui_widgets.cpp
  ${GILSCOPE_IMGUI_DIR}/backends/imgui_impl_sdl2.cpp
  ${GILSCOPE_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
target_include_directories(gilscope_imgui SYSTEM PUBLIC
  ${GILSCOPE_IMGUI_DIR} ${GILSCOPE_IMGUI_DIR}/backends)
target_link_libraries(gilscope_imgui PUBLIC gilscope_sdl2)
target_compile_definitions(gilscope_imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_compile_options(gilscope_imgui PRIVATE -w -fno-exceptions -fno-rtti)
if(EMSCRIPTEN)
  target_compile_definitions(gilscope_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
  target_compile_options(gilscope_imgui PRIVATE -include ${CMAKE_SOURCE_DIR}/web/compat/em_compat.h)
endif()

# shaders/*.glsl are compiled in as text, GLSL version and precision lines are the renderer's business.
add_library(gilscope_graphics INTERFACE)
target_link_libraries(gilscope_graphics INTERFACE gilscope_imgui gilscope_sdl2)
set(GILSCOPE_GRAPHICS ON)
