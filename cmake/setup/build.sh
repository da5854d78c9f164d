# Sourced by ./run and ./test: configure when that was not done, then build; silent when nothing changed.
# Needs $root.
export NODE_PATH=/usr/share/nodejs  # Debian's emcc finds no acorn with a foreign Node without it
jobs=${GILSCOPE_JOBS:-$(nproc)}

# build PRESET [TARGET...]
build() {
  local preset=$1 log
  shift
  log=$root/build/$preset.log
  if ! (
    cd "$root"
    [ -e "build/$preset/build.ninja" ] && [ "build/$preset/CMakeCache.txt" -nt CMakePresets.json ] ||
      { echo "building $preset (the first time takes a while)" >&2 && cmake --preset "$preset"; }
    cmake --build "build/$preset" -j "$jobs" ${1:+--target "$@"}
  ) >"$log" 2> >(tee -a "$log.err" >&2); then
    grep -v -E '^\[[0-9]+/[0-9]+\] (Building|Linking|Embedding|Re-checking)' "$log" | tail -n 60 >&2
    echo "building $preset failed; everything it said is in build/$preset.log" >&2
    return 1
  fi
}

# The page: both bundles, the front end, and everything compressed.
build_site() {
  build web-mt && build web-st && node "$root/web/tools/build_site.mjs"
}
