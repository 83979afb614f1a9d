# Messages of the scripts. Sourced, not run.
say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
die() {
  say "$*"
  exit 1
}
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/immich-frame"
