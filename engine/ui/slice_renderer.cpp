#include "ui/slice_renderer.h"

#include <algorithm>

#include "shaders.h"
#include "ui/gl.h"

namespace gilscope {
namespace {

#if defined(IMGUI_IMPL_OPENGL_ES3)
constexpr char kHead[] = "#version 300 es\nprecision highp float;\nprecision highp int;\n";
#else
constexpr char kHead[] = "#version 330 core\n";
#endif

unsigned compile(unsigned kind, const char* body, std::string& error) {
  const std::string roles = "#define ROLES " + std::to_string(kColorRoles) + "\n";
  const char* parts[] = {kHead, roles.c_str(), body};
  const unsigned shader = glCreateShader(kind);
  glShaderSource(shader, 3, parts, nullptr);
  glCompileShader(shader);
  int ok = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &ok);
  if (!ok) {
    char log[1024] = "";
    glGetShaderInfoLog(shader, sizeof log, nullptr, log);
    error += log;
  }
  return shader;
}

void set_vec4(unsigned program, const char* name, std::uint32_t rgb, float alpha) {
  const ImVec4 color = im_vec(rgb);
  glUniform4f(glGetUniformLocation(program, name), color.x, color.y, color.z, alpha);
}

}  // namespace

SliceRenderer::~SliceRenderer() {
  if (!program_) return;
  glDeleteProgram(program_);
  glDeleteBuffers(1, &buffer_);
  glDeleteVertexArrays(1, &vertex_array_);
}

void SliceRenderer::new_frame() {
  used_ = 0;
}

void SliceRenderer::draw(ImDrawList* list, const std::vector<Slice>& slices,
                         const SliceFrame& frame, const Look& look) {
  if (slices.empty()) return;
  if (used_ == batches_.size()) batches_.emplace_back();
  Batch& batch = batches_[used_++];
  batch.renderer = this;
  batch.frame = frame;
  batch.theme = &look.theme;
  batch.scale = look.scale;
  batch.instances.clear();
  batch.instances.reserve(slices.size());
  for (const Slice& s : slices) {
    batch.instances.push_back(
        {{s.x0, s.y0, s.x1, s.y1},
         static_cast<std::uint32_t>(s.role) | static_cast<std::uint32_t>(s.flags) << 8});
  }
  list->AddCallback(&SliceRenderer::render, &batch);
  list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void SliceRenderer::render(const ImDrawList*, const ImDrawCmd* command) {
  const Batch& batch = *static_cast<const Batch*>(command->UserCallbackData);
  batch.renderer->render_batch(batch, *command);
}

bool SliceRenderer::prepare() {
  if (program_) return true;
  if (!error_.empty()) return false;
  const unsigned vertex = compile(GL_VERTEX_SHADER, kSliceVert, error_);
  const unsigned fragment = compile(GL_FRAGMENT_SHADER, kSliceFrag, error_);
  const unsigned program = glCreateProgram();
  glAttachShader(program, vertex);
  glAttachShader(program, fragment);
  glLinkProgram(program);
  glDeleteShader(vertex);
  glDeleteShader(fragment);
  int ok = 0;
  glGetProgramiv(program, GL_LINK_STATUS, &ok);
  if (!ok) {
    char log[1024] = "the shaders do not link";
    glGetProgramInfoLog(program, sizeof log, nullptr, log);
    error_ += log;
    glDeleteProgram(program);
    return false;
  }
  program_ = program;
  glGenVertexArrays(1, &vertex_array_);
  glGenBuffers(1, &buffer_);
  glBindVertexArray(vertex_array_);
  glBindBuffer(GL_ARRAY_BUFFER, buffer_);
  glEnableVertexAttribArray(0);
  glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Instance), nullptr);
  glVertexAttribDivisor(0, 1);
  glEnableVertexAttribArray(1);
  glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(Instance),
                         reinterpret_cast<const void*>(sizeof(float) * 4));
  glVertexAttribDivisor(1, 1);
  return true;
}

void SliceRenderer::set_uniforms(const Batch& batch) {
  const auto at = [&](const char* name) { return glGetUniformLocation(program_, name); };
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  glUniform2f(at("u_screen"), screen.x, screen.y);
  glUniform2f(at("u_origin"), batch.frame.origin.x, batch.frame.origin.y);
  glUniform2f(at("u_world"), batch.frame.world.x, batch.frame.world.y);
  glUniform1f(at("u_pixel"), batch.scale);
  glUniform1f(at("u_playhead"), batch.frame.playhead);
  set_vec4(program_, "u_future", batch.theme->lane, batch.frame.pale_future ? 0.72f : 0.0f);
  set_vec4(program_, "u_outline", batch.theme->selection, 1);
  float colors[kColorRoles][4], looks[kColorRoles][4];
  for (int i = 0; i < kColorRoles; ++i) {
    const RoleStyle& role = batch.theme->roles[static_cast<std::size_t>(i)];
    const ImVec4 color = im_vec(role.color);
    const float c[4] = {color.x, color.y, color.z, 1};
    const float l[4] = {static_cast<float>(role.pattern), role.strength, 0, 0};
    std::copy(c, c + 4, colors[i]);
    std::copy(l, l + 4, looks[i]);
  }
  glUniform4fv(at("u_color"), kColorRoles, colors[0]);
  glUniform4fv(at("u_look"), kColorRoles, looks[0]);
}

void SliceRenderer::render_batch(const Batch& batch, const ImDrawCmd& command) {
  if (!prepare()) return;
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 scale = io.DisplayFramebufferScale;
  const ImVec4 clip = command.ClipRect;
  const float height = io.DisplaySize.y * scale.y;
  glScissor(static_cast<int>(clip.x * scale.x), static_cast<int>(height - clip.w * scale.y),
            static_cast<int>((clip.z - clip.x) * scale.x),
            static_cast<int>((clip.w - clip.y) * scale.y));
  glUseProgram(program_);
  set_uniforms(batch);
  glBindVertexArray(vertex_array_);
  glBindBuffer(GL_ARRAY_BUFFER, buffer_);
  const std::size_t bytes = batch.instances.size() * sizeof(Instance);
  if (bytes > buffer_bytes_) buffer_bytes_ = bytes * 3 / 2;
  // A fresh buffer each frame: the driver need not wait until the last one was drawn.
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(buffer_bytes_), nullptr, GL_STREAM_DRAW);
  glBufferSubData(GL_ARRAY_BUFFER, 0, static_cast<GLsizeiptr>(bytes), batch.instances.data());
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(batch.instances.size()));
  glBindVertexArray(0);
}

}  // namespace gilscope
