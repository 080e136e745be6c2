namespace Executor.Core.Market;

/// <summary>A price column of the feed.</summary>
public enum FeedColumn
{
    /// <summary><c>ClosePrice</c>.</summary>
    Close,

    /// <summary><c>HiPrice</c>.</summary>
    High,

    /// <summary><c>LowPrice</c>.</summary>
    Low,
}
