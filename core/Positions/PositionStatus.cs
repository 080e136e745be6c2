namespace Executor.Core.Positions;

/// <summary>Where the one position of a symbol stands; docs/domain.md lists every step.</summary>
public enum PositionStatus
{
    /// <summary>No position, and nothing of ours on the exchange.</summary>
    Flat,

    /// <summary>The entry order is under way; what has filled already is protected by one stop.</summary>
    Pending,

    /// <summary>The entry has ended with a fill; the exits do not all rest yet.</summary>
    OpenFilled,

    /// <summary>Every exit that should rest does rest.</summary>
    Open,

    /// <summary>The whole position is leaving at market.</summary>
    Closing,
}
