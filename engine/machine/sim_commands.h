// The few commands that subprocess, os.system and asyncio's subprocesses can start: echo, printf, cat, sleep, true, false,
// exit, pwd, date, whoami, hostname, uname, seq, wc, sort, head, tail, grep, ls; joined by ; && || and |, with quotes and the
// redirections >&2, 2>&1, >/dev/null. Anything else is "not found" with status 127, as a shell says it. World calls this.
#pragma once

#include "vm/kernel.h"

namespace gilscope {

// Runs request.text with request.data as standard input. The reply: a: exit status, data: stdout, text: stderr. Returns how
// long it takes.
Nanos perform_command(const IoRequest& request, IoReply& reply);

}  // namespace gilscope
