// Package cpu says which vector instructions this CPU and its operating system have, for the few
// assembly functions of this module, and in which order the bytes of its numbers are. The library
// chooses its own target.
package cpu
