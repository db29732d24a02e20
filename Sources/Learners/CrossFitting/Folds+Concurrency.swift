internal import Dispatch
internal import Synchronization

extension Folds {
  /// What `work` gives for every fold, in the order of the folds; they run side by side on as many
  /// threads as there are processors.
  ///
  /// - Throws: what `work` threw for the first fold that failed.
  package func concurrently<Result: Sendable>(
    _ work: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { fold in
      let result = Swift.Result { try work(fold) }
      results.withLock { $0[fold] = result }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }
}
