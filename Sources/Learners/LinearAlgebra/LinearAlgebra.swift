/// Dense symmetric systems, solved by the machine's LAPACK.
///
/// - Numerics: double precision, backward stable; sizes are those of coefficients (tens to a few
///   hundred), never of rows.
@safe package struct LinearAlgebra: @unchecked Sendable {
  // Sendable: two addresses of functions that keep no state between calls.

  private typealias Count = UnsafePointer<Int32>
  private typealias Numbers = UnsafeMutablePointer<Double>
  private typealias Solve =
    @convention(c) (
      UnsafePointer<CChar>, Count, Count, Numbers, Count, Numbers, Count,
      UnsafeMutablePointer<Int32>, Int
    ) -> Void
  private typealias LeastSquares =
    @convention(c) (
      Count, Count, Count, Numbers, Count, Numbers, Count, Numbers, UnsafePointer<Double>,
      UnsafeMutablePointer<Int32>, Numbers, Count, UnsafeMutablePointer<Int32>,
      UnsafeMutablePointer<Int32>
    ) -> Void

  private let positiveDefiniteSolve: Solve
  private let leastSquares: LeastSquares

  /// The names under which systems keep LAPACK.
  package static let standardNames = ["liblapack.so.3", "libopenblas.so.0", "liblapack.dylib"]

  /// Loads LAPACK.
  ///
  /// - Throws: ``LearnersError/linearAlgebraUnavailable(tried:reason:)``, which names the Debian
  ///   package.
  package init(candidates: [String] = Self.standardNames) throws(LearnersError) {
    let library: SharedLibrary
    switch SharedLibrary.load(firstOf: candidates) {
    case .success(let loaded): library = loaded
    case .failure(let refusal):
      throw .linearAlgebraUnavailable(tried: candidates, reason: refusal.reason)
    }
    unsafe positiveDefiniteSolve = try unsafeBitCast(library.address(of: "dposv_"), to: Solve.self)
    unsafe leastSquares = try unsafeBitCast(library.address(of: "dgelsd_"), to: LeastSquares.self)
  }

  /// Solves `A x = b` for a symmetric positive definite `A`, by Cholesky's decomposition.
  ///
  /// - Parameters:
  ///   - matrix: `A`, n × n, all of it (n² numbers).
  ///   - right: `b`, n numbers.
  /// - Returns: `x`, or nil when `A` is not positive definite.
  package func solvePositiveDefinite(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    precondition(matrix.count == right.count * right.count, "the matrix must be square")
    guard !right.isEmpty, right.count < Int(Int32.max) else { return right.isEmpty ? [] : nil }
    var factor = matrix
    var solution = right
    let size = Int32(right.count)
    let one: Int32 = 1
    var information: Int32 = 0
    let triangle = CChar(UInt8(ascii: "U"))
    unsafe withUnsafePointer(to: triangle) { triangle in
      unsafe withUnsafePointer(to: size) { size in
        unsafe withUnsafePointer(to: one) { one in
          unsafe factor.withUnsafeMutableBufferPointer { factor in
            unsafe solution.withUnsafeMutableBufferPointer { solution in
              guard let a = factor.baseAddress, let b = solution.baseAddress else { return }
              unsafe positiveDefiniteSolve(triangle, size, one, a, size, b, size, &information, 1)
            }
          }
        }
      }
    }
    return information == 0 && solution.allSatisfy(\.isFinite) ? solution : nil
  }

  /// The shortest `x` that minimises `‖A x − b‖`, by singular values.
  ///
  /// - Parameters:
  ///   - matrix: `A`, n × n, all of it, symmetric.
  ///   - tolerance: singular values below this share of the largest count as zero.
  /// - Returns: `x` and the rank, or nil when the decomposition did not converge.
  package func solveLeastNorm(
    _ matrix: [Double], _ right: [Double], tolerance: Double
  ) -> (solution: [Double], rank: Int)? {
    precondition(matrix.count == right.count * right.count, "the matrix must be square")
    guard !right.isEmpty, right.count < Int(Int32.max) else {
      return right.isEmpty ? ([], 0) : nil
    }
    var work = [0.0]
    var integers: [Int32] = [0]
    // The first call, with a work size of −1, only asks how much memory the second needs.
    _ = leastNorm(matrix, right, tolerance, &work, -1, &integers)
    guard let needed = work.first, needed.isFinite, needed < 1e9, let count = integers.first
    else { return nil }
    work = Array(repeating: 0, count: max(1, Int(needed)))
    integers = Array(repeating: 0, count: max(1, Int(count)))
    return leastNorm(matrix, right, tolerance, &work, Int32(work.count), &integers)
  }

  private func leastNorm(
    _ matrix: [Double], _ right: [Double], _ tolerance: Double, _ work: inout [Double],
    _ workSize: Int32, _ integers: inout [Int32]
  ) -> (solution: [Double], rank: Int)? {
    var factor = matrix
    var solution = right
    var singular = right
    var rank: Int32 = 0
    var information: Int32 = 0
    let sizes = [Int32(right.count), 1, workSize]
    let limit = [tolerance]
    unsafe sizes.withUnsafeBufferPointer { sizes in
      unsafe limit.withUnsafeBufferPointer { limit in
        unsafe factor.withUnsafeMutableBufferPointer { factor in
          unsafe solution.withUnsafeMutableBufferPointer { solution in
            unsafe singular.withUnsafeMutableBufferPointer { singular in
              unsafe work.withUnsafeMutableBufferPointer { work in
                unsafe integers.withUnsafeMutableBufferPointer { integers in
                  guard let n = sizes.baseAddress, let cut = limit.baseAddress,
                    let a = factor.baseAddress, let b = solution.baseAddress,
                    let s = singular.baseAddress, let w = work.baseAddress,
                    let i = integers.baseAddress
                  else { return }
                  unsafe leastSquares(
                    n, n, n + 1, a, n, b, n, s, cut, &rank, w, n + 2, i, &information)
                }
              }
            }
          }
        }
      }
    }
    guard information == 0, solution.allSatisfy(\.isFinite) else { return nil }
    return (solution, Int(rank))
  }
}
