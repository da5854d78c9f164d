// The bridge: all that JavaScript can ask of the engine and the timeline. Plain C functions with
// numbers and UTF-8 texts, called from one TypeScript file (web/src/engine.ts), always on the
// page's thread. Text in, JSON and bytes out; JavaScript owns no engine state. A returned text
// stays valid until the next call. No call ever blocks: in the multi-threaded bundle the engine
// computes on its own thread.
#pragma once

extern "C" {

// Opens the timeline in the element #canvas. 1, or 0 without WebGL2.
int gs_open_canvas();
// Light or dark, English or Chinese.
void gs_set_look(int dark, int chinese);
// Computes for about `budget_ms` where the engine has no thread of its own, and takes in what is
// new. 1 while the program runs.
int gs_work(double budget_ms);
// Draws the timeline. 1 while the picture moves by itself (the playhead plays).
int gs_draw();

// Ends the run before, if any, and starts this one. `options` is one `name=value` per line: cores,
// python, switch_interval_ms, seed, start_method. What is wrong with the text is in gs_state.
void gs_run(const char* source, const char* options);
// Asks the run to stop; what ran so far stays.
void gs_stop();

// The state as JSON, see EngineState in web/src/engine.ts.
const char* gs_state();
// What the program wrote, from piece number `from` on: [{time_ns, thread, stream, text}].
const char* gs_output(int from);
// The numbers of `gilscope --stats`.
const char* gs_statistics();
// The lanes of the timeline and their spans, see view/view_json.h.
const char* gs_lanes();
// The run in the Chrome trace format: makes it and returns its size; then where it stands.
int gs_make_chrome_trace();
const char* gs_chrome_trace();
}
