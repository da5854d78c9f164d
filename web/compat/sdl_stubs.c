// The SDL subsystems left out of the page (render, game controller, loadso) have a few entry points
// that SDL_video.c, SDL_egl.c and imgui_impl_sdl2.cpp still refer to. All answer "there is none".
#include "SDL.h"

void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) { (void)renderer; }
SDL_Renderer* SDLCALL SDL_GetRenderer(SDL_Window* window) {
  (void)window;
  return NULL;
}
int SDLCALL SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* w, int* h) {
  (void)renderer, (void)w, (void)h;
  return -1;
}
SDL_bool SDLCALL SDL_IsGameController(int index) {
  (void)index;
  return SDL_FALSE;
}
SDL_GameController* SDLCALL SDL_GameControllerOpen(int index) {
  (void)index;
  return NULL;
}
void SDLCALL SDL_GameControllerClose(SDL_GameController* controller) { (void)controller; }
Sint16 SDLCALL SDL_GameControllerGetAxis(SDL_GameController* controller,
                                         SDL_GameControllerAxis axis) {
  (void)controller, (void)axis;
  return 0;
}
Uint8 SDLCALL SDL_GameControllerGetButton(SDL_GameController* controller,
                                          SDL_GameControllerButton button) {
  (void)controller, (void)button;
  return 0;
}
void SDLCALL SDL_UnloadObject(void* handle) { (void)handle; }
// Without this one, emscripten takes it from its JavaScript SDL 1.
int SDLCALL SDL_NumJoysticks(void) { return 0; }
