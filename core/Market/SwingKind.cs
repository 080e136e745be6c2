namespace Executor.Core.Market;

/// <summary>Which turning point is looked for.</summary>
public enum SwingKind
{
    /// <summary>A point strictly below its neighbours.</summary>
    Low,

    /// <summary>A point strictly above its neighbours.</summary>
    High,
}
