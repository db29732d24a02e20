internal import CLightGBM
internal import Foundation

/// LightGBM's shared library and the functions of it that are used.
@safe package struct LightGBMLibrary: @unchecked Sendable {
  // Sendable: addresses of functions; what they share between threads, the library guards.

  /// What the loader was given.
  package let path: String
  let lastError: LightGBMGetLastError
  let registerLogCallback: LightGBMRegisterLogCallback
  let createDataset: LightGBMDatasetCreateFromMat
  let subset: LightGBMDatasetGetSubset
  let setField: LightGBMDatasetSetField
  let freeDataset: LightGBMDatasetFree
  let createBooster: LightGBMBoosterCreate
  let updateBooster: LightGBMBoosterUpdateOneIter
  let predict: LightGBMBoosterPredictForMat
  let importance: LightGBMBoosterFeatureImportance
  let freeBooster: LightGBMBoosterFree

  /// The name under which the system keeps LightGBM.
  #if os(macOS)
  package static let fileName = "lib_lightgbm.dylib"
  #else
  package static let fileName = "lib_lightgbm.so"
  #endif

  /// Loads the library.
  ///
  /// - Parameter candidates: files, or bare names that the system's loader finds; the first that
  ///   can be loaded is taken.
  /// - Throws: ``LearnersError/treesUnavailable(tried:reason:)``, which names the bootstrap script.
  package init(candidates: [String] = [Self.fileName]) throws(LearnersError) {
    let library: SharedLibrary
    switch SharedLibrary.load(firstOf: candidates) {
    case .success(let loaded): library = loaded
    case .failure(let refusal):
      throw .treesUnavailable(tried: candidates, reason: refusal.reason)
    }
    path = library.path
    unsafe lastError = try unsafeBitCast(
      library.address(of: "LGBM_GetLastError"), to: LightGBMGetLastError.self)
    unsafe registerLogCallback = try unsafeBitCast(
      library.address(of: "LGBM_RegisterLogCallback"), to: LightGBMRegisterLogCallback.self)
    unsafe createDataset = try unsafeBitCast(
      library.address(of: "LGBM_DatasetCreateFromMat"), to: LightGBMDatasetCreateFromMat.self)
    unsafe subset = try unsafeBitCast(
      library.address(of: "LGBM_DatasetGetSubset"), to: LightGBMDatasetGetSubset.self)
    unsafe setField = try unsafeBitCast(
      library.address(of: "LGBM_DatasetSetField"), to: LightGBMDatasetSetField.self)
    unsafe freeDataset = try unsafeBitCast(
      library.address(of: "LGBM_DatasetFree"), to: LightGBMDatasetFree.self)
    unsafe createBooster = try unsafeBitCast(
      library.address(of: "LGBM_BoosterCreate"), to: LightGBMBoosterCreate.self)
    unsafe updateBooster = try unsafeBitCast(
      library.address(of: "LGBM_BoosterUpdateOneIter"), to: LightGBMBoosterUpdateOneIter.self)
    unsafe predict = try unsafeBitCast(
      library.address(of: "LGBM_BoosterPredictForMat"), to: LightGBMBoosterPredictForMat.self)
    unsafe importance = try unsafeBitCast(
      library.address(of: "LGBM_BoosterFeatureImportance"),
      to: LightGBMBoosterFeatureImportance.self)
    unsafe freeBooster = try unsafeBitCast(
      library.address(of: "LGBM_BoosterFree"), to: LightGBMBoosterFree.self)
  }

  /// Loads the library from the first of some directories that holds it, else from the system.
  ///
  /// - Throws: ``LearnersError/treesUnavailable(tried:reason:)``.
  package init(directories: [String]) throws(LearnersError) {
    let files = directories.map { "\($0)/\(Self.fileName)" }
      .filter { FileManager.default.fileExists(atPath: $0) }
    try self.init(candidates: files + [Self.fileName])
  }

  /// Runs a function of the library and turns its answer into a typed throw.
  func call(_ operation: String, _ body: () -> Int32) throws(LearnersError) {
    // Messages are kept per thread: what is not sent to a callback lands on standard output.
    _ = unsafe registerLogCallback { _ in }
    guard body() == 0 else {
      let message = unsafe lastError().map { unsafe String(cString: $0) }
      throw .failed(operation: operation, message: message ?? "LightGBM gave no reason")
    }
  }
}
