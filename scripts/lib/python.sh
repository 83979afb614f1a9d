# Finds uv and a Python that Home Assistant runs on, or gets them. Sourced, not run.
source scripts/lib/system.sh

PYTHON_WANTED=">=3.14.2"

# A small environment of tools beside the project's own, made with whatever Python is there.
install_tool() { # NAME
  local tools="$CACHE/tools"
  if [ ! -x "$tools/bin/$1" ]; then
    say "installing $1 from PyPI"
    [ -x "$tools/bin/python" ] || make_tools "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check "$1" >/dev/null
  fi
  printf '%s\n' "$tools/bin/$1"
}

make_tools() { # FOLDER
  python3 -m venv "$1" >/dev/null 2>&1 && return
  rm -rf "$1"
  if may_install; then apt_install python3 python3-venv; fi
  python3 -m venv "$1" >&2 ||
    die "python3 with its venv module is needed (Debian: apt-get install python3-venv)"
}

find_uv() { command -v uv || install_tool uv; }

runs() { [ -x "$1" ] && "$1" -c 'import ssl, sqlite3, sys; assert sys.version_info >= (3, 14, 2)' 2>/dev/null; }

find_python() { # UV
  "$1" python find --no-project "$PYTHON_WANTED" 2>/dev/null && return
  local root="$CACHE/python3.14"
  local debian="$root/usr/bin/python3.14"
  if ! runs "$debian"; then
    say "looking for a Python $PYTHON_WANTED"
    if "$1" python install --quiet "$PYTHON_WANTED" 2>/dev/null; then
      "$1" python find --no-project "$PYTHON_WANTED"
      return
    fi
    say "none to be had that way; unpacking Debian's into $root"
    scripts/lib/unpack-debian-python "$root" "$(install_tool patchelf)" >&2 || true
  fi
  runs "$debian" || die "no Python $PYTHON_WANTED here, none that uv could install, none in Debian's" \
    "packages. Install Python 3.14 and run this again."
  printf '%s\n' "$debian"
}
