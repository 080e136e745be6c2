using Executor.Fuzz.Mutation;

namespace Executor.Fuzz.Running;

/// <summary>Something that takes hostile input.</summary>
internal interface IFuzzTarget : IAsyncDisposable
{
    /// <summary>Makes one input and feeds it; the input as text, for whoever has to repeat it.</summary>
    /// <exception cref="FuzzFindingException">What came of it must not be.</exception>
    Task FeedAsync(Mutator mutator);

    /// <summary>The input that was fed last.</summary>
    string LastInput { get; }
}

/// <summary>An input led to what must not be.</summary>
/// <param name="what">What that was.</param>
internal sealed class FuzzFindingException(string what) : Exception(what);
