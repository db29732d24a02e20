import Foundation
import Learners

/// The libraries that the tests load.
enum Libraries {
  static func trees() throws -> LightGBMLibrary {
    let path = ProcessInfo.processInfo.environment["ASSAY_DRIVER_PATH"] ?? ""
    return try LightGBMLibrary(directories: path.split(separator: ":").map(String.init))
  }
}
