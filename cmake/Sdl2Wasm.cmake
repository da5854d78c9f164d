# SDL2 for WebAssembly from an explicit list of files: video, events and timer only. SDL's own CMake
# would take minutes to configure under emscripten.
set(sdl2_source ${GILSCOPE_SDL2_DIR}/src)
set(sdl2_files
  SDL.c SDL_assert.c SDL_dataqueue.c SDL_error.c SDL_guid.c SDL_hints.c SDL_list.c SDL_log.c
  SDL_utils.c atomic/SDL_atomic.c atomic/SDL_spinlock.c cpuinfo/SDL_cpuinfo.c
  events/SDL_clipboardevents.c events/SDL_displayevents.c events/SDL_dropevents.c
  events/SDL_events.c events/SDL_gesture.c events/SDL_keyboard.c
  events/SDL_keysym_to_scancode.c events/SDL_mouse.c events/SDL_quit.c
  events/SDL_scancode_tables.c events/SDL_touch.c events/SDL_windowevents.c
  file/SDL_rwops.c filesystem/emscripten/SDL_sysfilesystem.c
  locale/SDL_locale.c locale/emscripten/SDL_syslocale.c
  misc/SDL_url.c misc/emscripten/SDL_sysurl.c power/SDL_power.c
  stdlib/SDL_crc16.c stdlib/SDL_crc32.c stdlib/SDL_getenv.c stdlib/SDL_iconv.c
  stdlib/SDL_malloc.c stdlib/SDL_qsort.c stdlib/SDL_stdlib.c stdlib/SDL_string.c
  stdlib/SDL_strtokr.c thread/SDL_thread.c timer/SDL_timer.c timer/unix/SDL_systimer.c
  video/SDL_RLEaccel.c video/SDL_blit.c video/SDL_blit_0.c video/SDL_blit_1.c
  video/SDL_blit_A.c video/SDL_blit_N.c video/SDL_blit_auto.c video/SDL_blit_copy.c
  video/SDL_blit_slow.c video/SDL_bmp.c video/SDL_clipboard.c video/SDL_egl.c
  video/SDL_fillrect.c video/SDL_pixels.c video/SDL_rect.c video/SDL_shape.c
  video/SDL_stretch.c video/SDL_surface.c video/SDL_video.c video/SDL_yuv.c
  video/yuv2rgb/yuv_rgb_std.c video/yuv2rgb/yuv_rgb.c
  video/emscripten/SDL_emscriptenevents.c video/emscripten/SDL_emscriptenframebuffer.c
  video/emscripten/SDL_emscriptenmouse.c video/emscripten/SDL_emscriptenopengles.c
  video/emscripten/SDL_emscriptenvideo.c)
foreach(file syscond sysmutex syssem systhread systls)
  if(GILSCOPE_THREADS)
    list(APPEND sdl2_files thread/pthread/SDL_${file}.c)
  else()
    list(APPEND sdl2_files thread/generic/SDL_${file}.c)
  endif()
endforeach()
set(sdl2_sources)
foreach(file ${sdl2_files})
  if(EXISTS ${sdl2_source}/${file})  # 2.30 to 2.32 differ by a few files
    list(APPEND sdl2_sources ${sdl2_source}/${file})
  endif()
endforeach()

add_library(gilscope_sdl2 STATIC ${sdl2_sources} ${CMAKE_SOURCE_DIR}/web/compat/sdl_stubs.c
  ${CMAKE_SOURCE_DIR}/web/compat/gl_procs.c)
target_include_directories(gilscope_sdl2 SYSTEM PUBLIC ${GILSCOPE_SDL2_DIR}/include)
target_compile_definitions(gilscope_sdl2 PRIVATE SDL_AUDIO_DISABLED=1 SDL_RENDER_DISABLED=1
  SDL_JOYSTICK_DISABLED=1 SDL_SENSOR_DISABLED=1 SDL_LOADSO_DUMMY=1 SDL_POWER_DISABLED=1)
target_compile_options(gilscope_sdl2 PRIVATE
  -w -Os -include ${CMAKE_SOURCE_DIR}/web/compat/em_compat.h)
