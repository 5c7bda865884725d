"""Tables about single persons: they are refused whole, and no message repeats what stands in them."""

from tests.badfiles.build import case
from tests.badfiles.case import Case, accepted, either, figure, refused
from tests.badfiles.xlsx import Sheet, workbook

WORDS = ("personal", "person", "private")


def cases() -> list[Case]:
    """Return every case of this kind; all particulars are invented and belong to nobody."""
    return [
        _refused(
            "names.csv",
            "First name,Last name,Country,Killed\nBlorf,Quuxley,Mali,1\nZanbar,Vreelo,Mali,1\n",
            "Blorf",
            "Quuxley",
            "Vreelo",
        ),
        _refused("full_name.csv", "Name of head of household,Camp,Size\nBlorf Quuxley,Camp 4,6\n", "Quuxley"),
        _refused("phones.csv", "Site,Phone number,IDPs\nCamp 4,+999 70 00 12 34,120\n", "70 00 12 34"),
        _refused("mails.csv", "Site,E-mail,IDPs\nCamp 4,blorf@example.invalid,120\n", "blorf@example"),
        _refused("births.csv", "Case,Date of birth,Country,Refugees\n1,1987-05-23,Mali,1\n", "1987-05-23"),
        _refused("identity_numbers.csv", "Passport no,Country,Refugees\nQX9980071,Mali,1\n", "QX9980071"),
        _refused(
            "households_on_the_map.csv",
            "Household ID,GPS latitude,GPS longitude,Household size\n"
            "HH-00071,14.49321,-4.19877,6\nHH-00072,14.49377,-4.19902,4\n",
            "14.49321",
            "HH-00071",
        ),
        _refused(
            "french.csv",
            "Nom,Prénom,Date de naissance,Téléphone,Site\nQuuxley,Blorf,23/05/1987,70001234,Camp 4\n",
            "Quuxley",
            "70001234",
        ),
        _refused(
            "spanish.csv",
            "Nombre,Apellido,Fecha de nacimiento,Cédula,Municipio\nBlorf,Quuxley,23/05/1987,99800712,Quibdó\n",
            "Quuxley",
            "99800712",
        ),
        _refused(
            "registration.csv",
            "Individual ID,Sex,Age,Country of origin,Arrival date,Registration number\n"
            "IND-1,F,34,Mali,2019-03-31,999-00C00123\nIND-2,M,7,Mali,2019-03-31,999-00C00124\n",
            "999-00C00123",
        ),
        _refused(
            "under_a_title.csv", "Distribution list\n\nFull name,Mobile,Rations\nBlorf Quuxley,70001234,6\n", "Quuxley"
        ),
        _refused(
            "hidden_in_a_column_of_remarks.csv",
            "Site,Contact,IDPs\nCamp 4,blorf@example.invalid,120\n"
            "Camp 5,zanbar@example.invalid,80\nCamp 6,vreelo@example.invalid,70\n",
            "blorf@example",
        ),
        case(
            "personal data",
            "workbook.xlsx",
            lambda: workbook(Sheet("List", [["Full name", "Phone", "Country"], ["Blorf Quuxley", 70001234, "Mali"]])),
            refused(*WORDS),
            secret=("Quuxley", "70001234"),
        ),
        case(
            "no personal data",
            "names_of_places_and_groups.csv",
            "Country name,Site name,Organisation name,Date,IDPs\nMali,Camp 4,An agency,2019-03-31,120\n",
            accepted(figure("idps", 120, "MLI", "2019-03-31")),
        ),
        case(
            "no personal data",
            "ages_of_groups.csv",
            "Country,Year,Women killed,Children killed\nMali,2019,3,4\n",
            accepted(
                figure("killed", 3, "MLI", "2019", population_group="women"),
                figure("killed", 4, "MLI", "2019", population_group="children"),
            ),
        ),
        case(
            "no personal data",
            "map_of_sites.csv",
            "Country,Site,Latitude,Longitude,Date,IDPs\nMali,Camp 4,14.5,-4.2,2019-03-31,120\n",
            accepted(either(figure("idps", 120, "MLI", "2019-03-31"))),
        ),
    ]


def _refused(name: str, text: str, *secret: str) -> Case:
    return case("personal data", name, text, refused(*WORDS), secret=secret)
