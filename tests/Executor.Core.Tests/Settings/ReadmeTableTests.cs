using System.Text;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Settings;

public sealed class ReadmeTableTests
{
    private const string Begin = "<!-- settings: begin -->\n";
    private const string End = "<!-- settings: end -->";

    [Fact]
    public void SettingsTable_InTheReadme_IsTheCatalogue()
    {
        var readme = RepositoryText.Of("README.md");
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "README.md lacks the marker comments of the settings table.");

        var rendered = Rendered();
        if (rendered != readme[begin..end])
        {
            var wanted = Path.Combine(AppContext.BaseDirectory, "settings-table.md");
            File.WriteAllText(wanted, rendered);
            Assert.Fail($"The table is not what the catalogue says; put {wanted} between the markers of README.md.");
        }
    }

    private static string Rendered()
    {
        var text = new StringBuilder();
        foreach (var group in SettingCatalog.All.GroupBy(setting => setting.Group))
        {
            text.Append('\n').Append("### ").Append(group.Key).Append("\n\n");
            text.Append("| setting | default | unit | status | meaning |\n|---|---|---|---|---|\n");
            foreach (var setting in group)
            {
                text.Append("| `").Append(setting.Name).Append("` | ").Append(DefaultText(setting)).Append(" | ").Append(setting.Unit)
                    .Append(" | ").Append(StatusText(setting.Status)).Append(" | ").Append(setting.Summary).Append(" |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string DefaultText(SettingDefinition setting) => setting.Default.Length == 0 ? "-" : $"`{setting.Default}`";

    private static string StatusText(SettingStatus status) => status switch
    {
        SettingStatus.InForce => "in force",
        SettingStatus.Planned => "planned",
        SettingStatus.Retired => "retired",
    };
}
