// The trace in the Chrome/Perfetto JSON format ("Trace Event Format"), which ui.perfetto.dev and
// chrome://tracing open. A second reader of the index, independent of the timeline of our own.
//
// What stands where:
//  - each Python process is a process; each of its threads a track of complete events ("X"), one
//  per
//    span, named by state; the GIL is a track of its own in the process, with the holder's name.
//  - the cores are a process of their own, one track per core.
//  - tasks (coroutines) are async events ("b"/"e") by task, since their lives overlap on one
//  thread; inside
//    them running, ready and awaiting as nested async events. Network requests are async events
//    too.
//  - messages, queue items and started threads are flows ("s"/"f").
//  - exceptions, output and marks are instants ("i").
// Events are in order of time; at equal times ends come before begins, so begins and ends balance.
#pragma once

#include <string>

#include "trace/index.h"

namespace gilscope {

std::string chrome_json(const TraceIndex& index);

}  // namespace gilscope
