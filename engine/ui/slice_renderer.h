// SliceRenderer: draws the slices of a frame as instanced rectangles, one draw call, inside ImGui's
// draw list (so it is clipped and layered with everything else). A panel calls draw() while it
// builds its list; the GPU sees the slices when ImGui renders. Colours and patterns come from the
// theme by role.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "ui/theme.h"
#include "view/draw_list.h"

namespace gilscope {

struct SliceFrame {
  ImVec2 origin;       // of the lanes, on the screen
  ImVec2 world;        // pixels panned and scrolled away
  float playhead = 0;  // x in the lanes; what is right of it is paler
  bool pale_future = false;
};

class SliceRenderer {
 public:
  SliceRenderer() = default;
  ~SliceRenderer();
  SliceRenderer(const SliceRenderer&) = delete;
  SliceRenderer& operator=(const SliceRenderer&) = delete;

  void new_frame();
  void draw(ImDrawList* list, const std::vector<Slice>& slices, const SliceFrame& frame,
            const Look& look);
  // Empty if the shaders compiled; what the driver said, if not.
  const std::string& error() const { return error_; }

 private:
  struct Instance {
    float rect[4];
    std::uint32_t style;
  };
  struct Batch {
    SliceRenderer* renderer;
    std::vector<Instance> instances;
    SliceFrame frame;
    const Theme* theme;
    float scale;
  };
  static void render(const ImDrawList* list, const ImDrawCmd* command);
  void render_batch(const Batch& batch, const ImDrawCmd& command);
  bool prepare();
  void set_uniforms(const Batch& batch);

  std::deque<Batch> batches_;
  std::size_t used_ = 0;
  unsigned program_ = 0, vertex_array_ = 0, buffer_ = 0;
  std::size_t buffer_bytes_ = 0;
  std::string error_;
};

}  // namespace gilscope
