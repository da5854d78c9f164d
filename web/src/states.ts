// What a thread can be doing, in the order in which bars and legends show it. The names are those of --stats, of the
// colours in style.css and of the texts.
import type { ThreadStatistics } from './engine';

type State = 'gil_held' | 'gil_wait' | 'native' | 'io' | 'lock' | 'sleep';

export const kStates: { key: State; of: (thread: ThreadStatistics) => number }[] = [
  { key: 'gil_held', of: (s) => s.gil_held_ns },
  { key: 'gil_wait', of: (s) => s.gil_wait_ns },
  { key: 'native', of: (s) => s.native_ns },
  { key: 'io', of: (s) => s.io_ns },
  { key: 'lock', of: (s) => s.lock_ns },
  { key: 'sleep', of: (s) => s.sleep_ns },
];
