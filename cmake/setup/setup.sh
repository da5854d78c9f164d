#!/usr/bin/env bash
# setup.sh [GROUP...]: installs what is missing for the groups of packages.txt (all, when none is
# named): Debian packages (as root or with sudo), the sources of Dear ImGui and SDL2, the npm packages of
# the lock file. Quick and silent when everything is there. GILSCOPE_SETUP=0 skips it altogether.
set -euo pipefail
[ "${GILSCOPE_SETUP:-1}" = 0 ] && exit 0
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
groups=("$@")
[ $# -gt 0 ] || groups=(native web tests)
mkdir -p "$root/build/deps"

say() { echo "setup: $*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "neither root nor sudo is here, so this cannot be done: $*"
    exit 1
  fi
}

# The packages of a group whose command or package is not there.
missing_packages() {
  local group=$1 line current='' wanted=() installed
  while read -r line; do
    case $line in
      '['*) current=${line//[\[\]]/} ;;
      *:*)
        [ "$current" != "$group" ] || command -v "${line%%:*}" >/dev/null || wanted+=("${line##*: }")
        ;;
      *) [ "$current" != "$group" ] || wanted+=("$line") ;;
    esac
  done < <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d' "$here/packages.txt")
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
    sed -n 's/^installed //p') || true
  printf '%s\n' "${wanted[@]}" | grep -vxF -e "$installed" || true
}

install_packages() {
  local group=$1 stamp=$root/build/deps/.packages-$1 packages
  [ "$stamp" -nt "$here/packages.txt" ] && return
  if command -v dpkg-query >/dev/null; then
    mapfile -t packages < <(missing_packages "$group")
    if [ "${#packages[@]}" -gt 0 ]; then
      say "installing ${packages[*]}"
      as_root apt-get -qq update
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends \
        -o Dpkg::Use-Pty=0 "${packages[@]}" >&2
    fi
  else
    say "no dpkg here: cmake/setup/packages.txt names what is needed"
  fi
  touch "$stamp"
}

install_npm_packages() {
  local stamp=$root/node_modules/.gilscope
  [ "$stamp" -nt "$root/package-lock.json" ] && return
  say "npm ci"
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error >&2)
  touch "$stamp"
}

for group in "${groups[@]}"; do
  install_packages "$group"
  case $group in
    native) "$here/fetch_sources.sh" || say "no Dear ImGui: the desktop window will not be built" ;;
    web)
      "$here/fetch_sources.sh"
      install_npm_packages
      ;;
  esac
done
