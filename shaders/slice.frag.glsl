// A slice with round, soft edges and, for those who cannot tell the colours apart, a pattern of its own.
in vec2 v_from_center;
in vec2 v_world;
in float v_x;
flat in vec2 v_half;
flat in vec4 v_color;
flat in vec2 v_look;
flat in uint v_flags;

uniform float u_pixel;
uniform float u_playhead;  // what lies to the right of it is still to come, and paler
uniform vec4 u_future;     // the colour it pales towards, and how much
uniform vec4 u_outline;    // of what is selected

out vec4 o_color;

const uint kSelected = 1u, kHovered = 2u, kFolded = 4u, kAlternate = 8u;

// Coverage of lines of a width at a period, across the distance d; soft over one pixel.
float lines(float d, float period, float width) {
  float from_line = abs(fract(d / period) - 0.5) * period;
  return clamp(width * 0.5 - from_line + 0.5, 0.0, 1.0);
}

float pattern(float kind, vec2 p) {
  float u = u_pixel;
  if (kind < 0.5) return 0.0;
  if (kind < 1.5) return lines((p.x + p.y) * 0.7071, 7.0 * u, 2.6 * u);   // diagonal
  if (kind < 2.5) return lines((p.x - p.y) * 0.7071, 6.0 * u, 1.6 * u);   // the other diagonal
  if (kind < 3.5) return lines(p.x, 6.0 * u, 2.0 * u);                    // upright
  if (kind < 4.5) return lines(p.y, 5.0 * u, 1.5 * u);                    // level
  if (kind < 5.5) {                                                       // dots
    vec2 cell = (fract(p / (6.0 * u)) - 0.5) * 6.0 * u;
    return clamp(1.5 * u - length(cell) + 0.5, 0.0, 1.0);
  }
  return max(lines((p.x + p.y) * 0.7071, 8.0 * u, 1.5 * u),               // lattice
             lines((p.x - p.y) * 0.7071, 8.0 * u, 1.5 * u));
}

void main() {
  bool folded = (v_flags & kFolded) != 0u;
  float radius = folded ? 0.0 : min(2.5 * u_pixel, min(v_half.x, v_half.y));
  vec2 q = abs(v_from_center) - v_half + radius;
  float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
  float coverage = clamp(0.5 - d, 0.0, 1.0);

  vec3 color = v_color.rgb;
  if ((v_flags & kAlternate) != 0u) color *= 0.86;
  // A pattern needs room to be seen; in narrow slices the colour has to do.
  float room = folded ? 0.75 : smoothstep(2.0, 8.0, v_half.x / u_pixel);
  float dark = dot(color, vec3(0.299, 0.587, 0.114)) > 0.5 ? 0.0 : 1.0;
  color = mix(color, vec3(dark), pattern(v_look.x, v_world) * v_look.y * room);
  if (!folded) {
    float edge = clamp(d + 1.5, 0.0, 1.0) * smoothstep(1.5, 4.0, v_half.x);
    color = mix(color, color * 0.72, edge);
  }
  if ((v_flags & kHovered) != 0u) color = mix(color, vec3(1.0), 0.18);
  if ((v_flags & kSelected) != 0u) {
    color = mix(color, u_outline.rgb, clamp(d + 2.0 * u_pixel + 0.5, 0.0, 1.0));
  }
  float future = clamp(v_x - u_playhead + 0.5, 0.0, 1.0) * u_future.a;
  color = mix(color, u_future.rgb, future);
  o_color = vec4(color, v_color.a * coverage);
}
