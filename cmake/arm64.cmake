# Cross-compiles with Debian's g++-aarch64-linux-gnu against the arm64 packages that
# cmake/arm64-sysroot.sh unpacked; tests run in qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

cmake_path(GET CMAKE_CURRENT_LIST_DIR PARENT_PATH root)
set(sysroot ${root}/build/arm64-sysroot)
set(CMAKE_FIND_ROOT_PATH ${sysroot})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# NEON alone, then SVE2 with vectors of 128, 256 and 512 bits.
set(SINEW_EMULATOR qemu-aarch64 -L ${sysroot})
set(SINEW_EMULATED_CPUS cortex-a72 max,sve128=on max,sve256=on max,sve512=on)
