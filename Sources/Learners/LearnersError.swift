/// What keeps a learner from being fitted or asked, other than the mathematics.
package enum LearnersError: Error, Sendable, Hashable {
  /// No LightGBM library could be loaded.
  case treesUnavailable(tried: [String], reason: String)
  /// No LAPACK library could be loaded.
  case linearAlgebraUnavailable(tried: [String], reason: String)
  /// The library was loaded but has not the function that is needed.
  case functionMissing(library: String, function: String)
  /// The library answered with an error.
  case failed(operation: String, message: String)
}

extension LearnersError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .treesUnavailable(let tried, let reason):
      "Gradient-boosted trees need LightGBM's shared library, which could not be loaded "
        + "(\(tried.joined(separator: ", ")): \(reason)). Run scripts/bootstrap, or set "
        + "ASSAY_DRIVER_PATH to the folder that holds lib_lightgbm.so."
    case .linearAlgebraUnavailable(let tried, let reason):
      "Linear and logistic regression need LAPACK, which could not be loaded "
        + "(\(tried.joined(separator: ", ")): \(reason)). On Debian: apt-get install liblapack3."
    case .functionMissing(let library, let function):
      "\(library) has no function \(function): it is too old or another library. Run "
        + "scripts/bootstrap, or install the version that it names."
    case .failed(let operation, let message):
      "Could not \(operation): \(message)."
    }
  }
}
