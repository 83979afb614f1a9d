# What pip cannot bring: a browser, ffmpeg, libturbojpeg. Sourced, not run.
source scripts/lib/say.sh

install_system_packages() {
  local missing=()
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  /sbin/ldconfig -p 2>/dev/null | grep -q libturbojpeg.so.0 || missing+=(libturbojpeg0)
  command -v chromium >/dev/null || missing+=(chromium)
  [ ${#missing[@]} -gt 0 ] || return 0
  if may_install; then
    apt_install "${missing[@]}"
  elif [[ " ${missing[*]} " == *" chromium "* ]]; then
    [ -n "$(find "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}" -maxdepth 1 -name 'chromium*' 2>/dev/null)" ] ||
      .venv/bin/playwright install chromium
  fi
}

apt_install() { # PACKAGE ...
  say "installing $* with apt-get"
  as_root apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes --no-install-recommends install "$@" >/dev/null 2>&1
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Only Debian itself: elsewhere the package called chromium may be an empty wrapper.
may_install() {
  grep -qs '^ID=debian' /etc/os-release && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}
