// Keeps libGL's name -> function table (every GL entry point, 12 KB of JavaScript glue) out of the
// page: SDL asks eglGetProcAddress for these few only, and everything else is linked directly.
#include <string.h>

typedef void (*Procedure)(void);
void glClear(void);
void glFinish(void);
void glFlush(void);
void glGetIntegerv(void);
void glGetString(void);
void glGetStringi(void);

Procedure eglGetProcAddress(const char* name) {
  if (!strcmp(name, "glGetString")) return glGetString;
  if (!strcmp(name, "glGetIntegerv")) return glGetIntegerv;
  return 0;
}
