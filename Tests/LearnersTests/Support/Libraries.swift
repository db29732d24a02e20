import Engines
import Learners

/// The libraries that the tests load, found as the program finds them.
enum Libraries {
  static func trees() throws -> LightGBMLibrary {
    try LightGBMLibrary(directories: DriverLocation.standard().directories)
  }
}
