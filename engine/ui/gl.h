// OpenGL's functions, desktop 3.3 or ES 3.0. Only the slice renderer and the window include this.
#pragma once

#if defined(IMGUI_IMPL_OPENGL_ES3)
#include <GLES3/gl3.h>
#else
#define GL_GLEXT_PROTOTYPES 1
#include <SDL_opengl.h>
#endif
