# Sourced by ./run and ./test: configures what was not configured, then builds; says nothing when there is
# nothing to do. Needs $root.
export NODE_PATH=/usr/share/nodejs  # Debian's emcc finds no acorn with a foreign Node without it
jobs=${GILSCOPE_JOBS:-$(nproc)}

# How far ninja is, in one line that is written over, if somebody watches.
show_progress() {
  if [ -t 2 ]; then
    awk -v name="$1" '/^\[/ { split($1, n, /[][\/]/); if (n[3] > 3) { printf "\r%s: %d of %d \033[K", name, n[2], n[3]; shown = 1; fflush() } }
      END { if (shown) printf "\r\033[K" }' >&2
  else
    cat >/dev/null
  fi
}

configure() {
  local stamp=$root/build/$1/.configured
  [ "$stamp" -nt "$root/CMakePresets.json" ] && [ -e "$root/build/$1/build.ninja" ] && return
  echo "building $1: the first time takes some minutes" >&2
  (cd "$root" && cmake --preset "$1") && touch "$stamp"
}

# build PRESET [TARGET...]; what the tools say goes to build/PRESET.log.
build() {
  local preset=$1 log=$root/build/$1.log
  shift
  mkdir -p "$root/build"
  configure "$preset" >"$log" || { tail -n 30 "$log" >&2; return 1; }
  if ! (set -o pipefail; cmake --build "$root/build/$preset" -j "$jobs" ${1:+--target "$@"} 2>&1 |
    tee "$log" | show_progress "$preset"); then
    grep -v -E '^\[[0-9]+/[0-9]+\] [A-Z]' "$log" | tail -n 60 >&2
    echo "building $preset failed; everything it said is in build/$preset.log" >&2
    return 1
  fi
}

# The page: both bundles, the front end, and everything compressed.
build_site() {
  build web-mt && build web-st && node "$root/web/tools/build_site.mjs"
}
