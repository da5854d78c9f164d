#!/usr/bin/env bash
# fetch_sources.sh: Dear ImGui and SDL2 at their pinned versions into build/deps/{imgui,sdl2}.
#
# From Debian's source packages first: a private apt configuration with the machine's own mirror and
# key, so that signatures are checked and the system's configuration stays untouched. Where apt does not
# have the pinned version, or there is no apt, from upstream's git tags. GILSCOPE_IMGUI_DIR and
# GILSCOPE_SDL2_DIR (environment, or the CMake variables of the same names) are for own copies.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
deps=$root/build/deps
cache=${GILSCOPE_CACHE:-$root/.cache/sources}

imgui_version=1.92.2b
imgui_package=imgui
imgui_archive=imgui_1.92.2b+ds.orig.tar.xz
imgui_sha256=e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
imgui_git=https://github.com/ocornut/imgui.git
imgui_tag=v1.92.2b

sdl2_version=2.32.4
sdl2_package=libsdl2
sdl2_archive=libsdl2_2.32.4+dfsg.orig.tar.gz
sdl2_sha256=d364cded8bf41f3f503014d3fb6473f1a7077ff468da1638dae4a6bec6ef2277
sdl2_git=https://github.com/libsdl-org/SDL.git
sdl2_tag=release-2.32.4

say() { echo "setup: $*" >&2; }

# The URI of the first repository of Debian proper that this machine's apt uses.
debian_repository() {
  apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' |
    awk -F'|' '$1 == "Debian" && $2 == "Debian" { print $3; exit }'
}

# Sets apt_options to a private apt whose only sources are the deb-src of the suites given.
private_apt() {
  local private=$1 keyring=/usr/share/keyrings/debian-archive-keyring.gpg uri
  uri=$(debian_repository)
  [ -n "$uri" ] || return 1
  mkdir -p "$private"/{sources,lists/partial,cache/archives/partial}
  {
    echo "Types: deb-src"
    echo "URIs: $uri"
    echo "Suites: trixie sid"
    echo "Components: main"
    [ ! -e "$keyring" ] || echo "Signed-By: $keyring"
  } >"$private/sources/debian.sources"
  apt_options=(-o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$private/sources"
    -o "Dir::State::lists=$private/lists" -o "Dir::Cache=$private/cache" -o APT::Sandbox::User=root
    -o "Dir::Cache::srcpkgcache=" -o "Dir::Cache::pkgcache=" -o Acquire::Languages=none
    # A mirror that lags behind, or a clock that is wrong, lets sid's lists look expired. They are signed
    # all the same, and what is fetched must have the pinned checksum.
    -o Acquire::Check-Valid-Until=false)
  # Debian's mirrors change every day, so lists of an earlier attempt are not worth keeping.
  apt-get -qq "${apt_options[@]}" update
}

# The newest package version in the private apt whose upstream part is the one asked for; else the newest
# that is later (said aloud, since then the checksum is apt's signature only); else nothing.
package_version() {
  local package=$1 upstream=$2 versions newest
  versions=$(apt-cache "${apt_options[@]}" showsrc --only-source "$package" 2>/dev/null |
    sed -n 's/^Version: //p' | sort -rVu)
  grep -m1 -E "^${upstream//./\\.}([+-]|\$)" <<<"$versions" && return
  newest=$(head -n1 <<<"$versions")
  [ -z "$newest" ] || dpkg --compare-versions "$newest" lt "$upstream" || echo "$newest"
}

from_apt() {
  local name=$1 package=$2 upstream=$3 archive=$4 sha256=$5 version found
  command -v apt-get >/dev/null || return 1
  private_apt "$cache/apt" || return 1
  version=$(package_version "$package" "$upstream")
  [ -n "$version" ] || return 1
  say "$name $version from Debian's source packages"
  (cd "$cache" && apt-get -qq "${apt_options[@]}" source --download-only --only-source "$package=$version") || return 1
  found=$(cd "$cache" && ls "${package}_"*.orig.tar.* | grep -v '\.asc$' | sort -V | tail -n1)
  if [ "$found" != "$archive" ]; then
    say "note: $name $upstream is gone from the archive; took the signed $version instead"
    unpack "$name" "$cache/$found"
    return
  fi
  unpack_checked "$name" "$cache/$archive" "$sha256"
}

unpack_checked() {
  echo "$3  $2" | sha256sum --check --quiet || { say "$2: wrong checksum"; return 1; }
  unpack "$1" "$2"
}

unpack() {
  local into=$deps/$1
  rm -rf "$into.new" && mkdir -p "$into.new"
  tar -xf "$2" -C "$into.new" --strip-components=1
  rm -rf "$into" && mv "$into.new" "$into"
}

from_git() {
  local name=$1 url=$2 tag=$3
  say "$name $tag from upstream's git"
  rm -rf "$deps/$name.new"
  git -c advice.detachedHead=false clone -q --depth 1 --branch "$tag" "$url" "$deps/$name.new"
  rm -rf "$deps/$name" "$deps/$name.new/.git" && mv "$deps/$name.new" "$deps/$name"
}

fetch() {
  local name=$1 own=$2
  local -n version=${name}_version package=${name}_package archive=${name}_archive \
    sha256=${name}_sha256 git=${name}_git tag=${name}_tag
  local stamp="$deps/$name/.gilscope-$version"
  [ -e "$stamp" ] && return
  if [ -n "$own" ]; then
    rm -rf "${deps:?}/$name" && ln -s "$(realpath "$own")" "$deps/$name"
    return
  fi
  if [ -e "$cache/$archive" ] && unpack_checked "$name" "$cache/$archive" "$sha256"; then
    say "$name $version from $cache"
  else
    from_apt "$name" "$package" "$version" "$archive" "$sha256" ||
      from_git "$name" "$git" "$tag"
  fi
  touch "$stamp"
}

mkdir -p "$deps" "$cache"
fetch imgui "${GILSCOPE_IMGUI_DIR:-}"
fetch sdl2 "${GILSCOPE_SDL2_DIR:-}"
