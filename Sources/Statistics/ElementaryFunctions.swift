#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// The C library's functions under their usual names, so that no other file of this module imports a
// platform and Foundation stays out of its build.

func log(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.log(x)
  #elseif canImport(Musl)
  Musl.log(x)
  #else
  Darwin.log(x)
  #endif
}

func log2(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.log2(x)
  #elseif canImport(Musl)
  Musl.log2(x)
  #else
  Darwin.log2(x)
  #endif
}

func log1p(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.log1p(x)
  #elseif canImport(Musl)
  Musl.log1p(x)
  #else
  Darwin.log1p(x)
  #endif
}

func exp(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.exp(x)
  #elseif canImport(Musl)
  Musl.exp(x)
  #else
  Darwin.exp(x)
  #endif
}

func pow(_ base: Double, _ exponent: Double) -> Double {
  #if canImport(Glibc)
  Glibc.pow(base, exponent)
  #elseif canImport(Musl)
  Musl.pow(base, exponent)
  #else
  Darwin.pow(base, exponent)
  #endif
}

func asin(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.asin(x)
  #elseif canImport(Musl)
  Musl.asin(x)
  #else
  Darwin.asin(x)
  #endif
}

func sin(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.sin(x)
  #elseif canImport(Musl)
  Musl.sin(x)
  #else
  Darwin.sin(x)
  #endif
}

func cos(_ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.cos(x)
  #elseif canImport(Musl)
  Musl.cos(x)
  #else
  Darwin.cos(x)
  #endif
}

func atan2(_ y: Double, _ x: Double) -> Double {
  #if canImport(Glibc)
  Glibc.atan2(y, x)
  #elseif canImport(Musl)
  Musl.atan2(y, x)
  #else
  Darwin.atan2(y, x)
  #endif
}
