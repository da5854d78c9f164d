#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "web/runner.h"

namespace gilscope::web {

// One thread for the page's life: starting one per run would need the page to wait for the old one.
// The mutex guards `next` only and is never held while a program runs.
struct Runner::Machinery {
  std::mutex mutex;
  std::condition_variable has_next;
  std::shared_ptr<Run> next;
  std::shared_ptr<Run> current;  // the page's thread only: to stop it
  bool quit = false;
  std::thread thread;

  std::shared_ptr<Run> wait_for_next() {
    std::unique_lock lock(mutex);
    has_next.wait(lock, [this] { return next || quit; });
    return quit ? nullptr : std::exchange(next, nullptr);
  }

  void loop() {
    while (const std::shared_ptr<Run> run = wait_for_next()) {
      while (run->advance()) {
      }
    }
  }
};

Runner::Runner() : machinery_(std::make_unique<Machinery>()) {}

// Happens natively in tests only: a page has no end.
Runner::~Runner() {
  if (!machinery_->thread.joinable()) return;
  if (machinery_->current) machinery_->current->stop();
  {
    const std::lock_guard lock(machinery_->mutex);
    machinery_->quit = true;
  }
  machinery_->has_next.notify_one();
  machinery_->thread.join();
}

void Runner::start(std::shared_ptr<Run> run) {
  Machinery& m = *machinery_;
  if (m.current) m.current->stop();
  m.current = run;
  {
    const std::lock_guard lock(m.mutex);
    m.next = std::move(run);
  }
  if (!m.thread.joinable()) m.thread = std::thread([&m] { m.loop(); });
  m.has_next.notify_one();
}

void Runner::work(double) {}

}  // namespace gilscope::web
