# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The one list of what Debian 12 must have, and how to get it.  Sourced by tests/run, .ci/run and
# data/demo/run:   isg_install build demo

# What the compiler and meson need.
isg_packages_build=(
  gcc libc6-dev meson ninja-build pkg-config gettext python3
  libglib2.0-dev libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libsqlite3-dev libcurl4-gnutls-dev
  libgnutls28-dev libsecret-1-dev libjson-glib-dev libxml2-dev libpango1.0-dev libcairo2-dev libqrencode-dev
  libgtk-4-bin desktop-file-utils appstream
)

# What the programs need to run, with a display or without, and a token and certificates to sign with.
isg_packages_demo=(
  xvfb xauth dbus dbus-x11 at-spi2-core locales ca-certificates
  fonts-cantarell fonts-noto-core adwaita-icon-theme librsvg2-common gsettings-desktop-schemas
  softhsm2 gnutls-bin openssl procps
)

# What the tests look with.
isg_packages_test=(
  python3-gi gir1.2-atspi-2.0 xdotool x11-utils imagemagick poppler-utils libxml2-utils sqlite3 curl spin
  gnome-keyring libglib2.0-bin
)

# What looks at the source.
isg_packages_check=(
  clang clang-tools clang-format llvm cppcheck pmccabe gcovr valgrind libc6-dbg
)

isg_as_root () {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -n "$@" </dev/null
  else
    echo "packages: neither root nor sudo: cannot run $*" >&2
    return 3
  fi
}

# isg_missing PACKAGE...: prints those that are not installed
isg_missing () {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
  printf '%s\n' "$@" | sort -u | grep -vxF -e "$installed"
}

isg_ensure_locales () {
  if locale -a 2>/dev/null | grep -qix 'tr_TR\.utf-\?8'; then
    return 0
  fi
  isg_as_root sed -i 's/^# *\(tr_TR.UTF-8\)/\1/' /etc/locale.gen
  isg_as_root locale-gen >&2
}

# isg_install GROUP...: installs the groups' packages and makes the Turkish locale
isg_install () {
  local group list missing
  local wanted=()
  for group in "$@"; do
    list="isg_packages_$group[@]"
    wanted+=("${!list}")
  done

  mapfile -t missing < <(isg_missing "${wanted[@]}")
  if [ ${#missing[@]} -gt 0 ]; then
    echo "packages: installing ${missing[*]}" >&2
    isg_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 update >&2 || return 3
    isg_as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
      install --no-install-recommends "${missing[@]}" >&2 || return 3
  fi
  isg_ensure_locales
}
