// One instance is one slice of a lane: a rectangle in pixels and its style. The corners come from
// gl_VertexID, so that a slice costs 20 bytes and nothing else is uploaded.
layout(location = 0) in vec4 a_rect;   // x0, y0, x1, y1 from the lanes' top left corner
layout(location = 1) in uint a_style;  // role | flags << 8

uniform vec2 u_screen;             // size of the drawing, pixels
uniform vec2 u_origin;             // top left corner of the lanes on it
uniform vec2 u_world;              // what the user has panned and scrolled away, so that patterns stick
uniform float u_pixel;             // device pixels per unit of design
uniform vec4 u_color[ROLES];
uniform vec4 u_look[ROLES];        // pattern, its strength, -, -

out vec2 v_from_center;
out vec2 v_world;
out float v_x;
flat out vec2 v_half;
flat out vec4 v_color;
flat out vec2 v_look;
flat out uint v_flags;

void main() {
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
  uint role = a_style & 255u;
  v_half = (a_rect.zw - a_rect.xy) * 0.5;
  vec2 center = (a_rect.xy + a_rect.zw) * 0.5;
  v_from_center = (corner * 2.0 - 1.0) * (v_half + 1.0);  // one pixel more for the soft edge
  vec2 at = center + v_from_center;
  v_x = at.x;
  v_world = at + u_world;
  v_color = u_color[role];
  v_look = u_look[role].xy;
  v_flags = a_style >> 8;
  vec2 clip = (at + u_origin) / u_screen * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}
